package org.zhiban.drivers.opcua;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.model.site.PointSource.Argument;

/** A point that is written by calling a method of an object. */
record MethodPoint(
    DrivenPoint point, ExpandedNodeId object, ExpandedNodeId method, List<Argument> arguments)
    implements Commanded {
  MethodPoint {
    arguments = List.copyOf(arguments);
  }

  /** The method as the site writes it. */
  String name() {
    return method.toParseableString();
  }

  boolean takesValue() {
    return arguments.contains(new Argument.Written());
  }

  @Override
  public String asked(double value) {
    return arguments.stream()
        .map(
            argument ->
                switch (argument) {
                  case Argument.Written _ -> Double.toString(value);
                  case Argument.Constant(String text) -> text;
                })
        .collect(
            Collectors.joining(
                ", ", "call of " + name() + "(", ") of " + object.toParseableString()));
  }
}
