package org.zhiban.simulators.opcua;

import java.util.List;
import org.eclipse.milo.opcua.sdk.server.methods.AbstractMethodInvocationHandler;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.OpcUaMethod;
import org.zhiban.model.site.PointSpec;

/** A method that does what a write of its point would do. */
final class TwinMethod extends AbstractMethodInvocationHandler {
  private static final int SCALAR = -1;

  private final OpcUaMethod source;
  private final Argument[] inputs;
  private final TwinNodes.Writer writer;

  /**
   * A method that is not in its node yet.
   *
   * @param writer takes the written value, or true where the call takes none
   */
  TwinMethod(UaMethodNode node, PointSpec point, OpcUaMethod source, TwinNodes.Writer writer) {
    super(node);
    this.source = source;
    this.writer = writer;
    List<PointSource.Argument> arguments = source.arguments();
    inputs = new Argument[arguments.size()];
    for (int place = 0; place < inputs.length; place++) {
      inputs[place] =
          new Argument(
              "Argument" + (place + 1),
              type(arguments.get(place), point),
              SCALAR,
              null,
              LocalizedText.NULL_VALUE);
    }
  }

  private static NodeId type(PointSource.Argument argument, PointSpec point) {
    return switch (argument) {
      case PointSource.Argument.Written _ -> NodeType.of(point).dataType();
      case PointSource.Argument.Constant(String text) when text.matches("true|false") ->
          NodeIds.Boolean;
      case PointSource.Argument.Constant(String text)
          when text.matches("[-+]?[0-9]+([.][0-9]+)?") ->
          NodeIds.Double;
      case PointSource.Argument.Constant _ -> NodeIds.String;
    };
  }

  @Override
  public Argument[] getInputArguments() {
    return inputs.clone();
  }

  @Override
  public Argument[] getOutputArguments() {
    return new Argument[0];
  }

  @Override
  protected Variant[] invoke(InvocationContext context, Variant[] given) throws UaException {
    int place = source.arguments().indexOf(new PointSource.Argument.Written());
    writer.write(place < 0 ? true : given[place].value());
    return new Variant[0];
  }
}
