package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;

import java.util.List;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.Argument;

/** Where a point stands in an OPC UA server: a node's value, a method, or events. */
final class OpcUaNodes {
  /** The argument that is the written value. */
  static final String WRITTEN = "{value}";

  /** The string form of a node id, OPC 10000-6, 5.3.1.10. */
  private static final Pattern FORM =
      Pattern.compile("(ns=[0-9]{1,5};|nsu=[^;]+;)?(i=[0-9]{1,10}|[sgb]=.+)");

  static final Key<String> NODE =
      optional("node", id(), "of a value: node id in the standard's string form");
  static final Key<String> OBJECT =
      optional("object", id(), "of a method: node id of the object whose method is called");
  static final Key<String> METHOD =
      optional("method", id(), "of a command that is a call: node id of the method");
  static final Key<List<Argument>> ARGUMENTS =
      optional(
          "arguments",
          ListShape.repeating(argument()),
          "of a method: its input arguments in order, constants and \"{value}\", the written"
              + " value");

  static final MappingShape<PointSource> SHAPE =
      MappingShape.of(
              "an OPC UA node",
              List.of(
                  NODE,
                  OBJECT,
                  METHOD,
                  ARGUMENTS,
                  OpcUaEventKeys.EVENT,
                  OpcUaEventKeys.NOTIFIER,
                  OpcUaEventKeys.SOURCE,
                  OpcUaEventKeys.SOURCE_NAME,
                  OpcUaEventKeys.MIN_SEVERITY,
                  OpcUaEventKeys.FIELDS),
              OpcUaNodes::build)
          .check(
              Checks.exactlyOne(
                  "value, method or event", List.of(NODE, METHOD, OpcUaEventKeys.EVENT)))
          .check(Checks.needs(OBJECT, METHOD))
          .check(Checks.needs(METHOD, OBJECT))
          .check(Checks.needs(ARGUMENTS, METHOD))
          .check(Checks.needs(OpcUaEventKeys.NOTIFIER, OpcUaEventKeys.EVENT))
          .check(Checks.needs(OpcUaEventKeys.SOURCE, OpcUaEventKeys.EVENT))
          .check(Checks.needs(OpcUaEventKeys.SOURCE_NAME, OpcUaEventKeys.EVENT))
          .check(Checks.needs(OpcUaEventKeys.MIN_SEVERITY, OpcUaEventKeys.EVENT))
          .check(Checks.needs(OpcUaEventKeys.FIELDS, OpcUaEventKeys.EVENT));

  private OpcUaNodes() {}

  static Leaf<String> id() {
    return Texts.matching(
        "a node id", "write it like ns=2;s=A1.Floor or ns=2;i=1001", OpcUaNodes::isId);
  }

  static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  private static Leaf<Argument> argument() {
    return Leaf.of(
        "an argument",
        "write a number, true or false, a text, or \"{value}\" for the written value",
        scalar ->
            scalar.text().equals(WRITTEN)
                ? new Argument.Written()
                : new Argument.Constant(scalar.text()));
  }

  private static PointSource build(Values values, Reading reading) {
    if (values.given(METHOD)) {
      return new PointSource.OpcUaMethod(
          values.find(OBJECT).orElse(""),
          values.get(METHOD),
          values.find(ARGUMENTS).orElse(List.of()));
    }
    return values.given(OpcUaEventKeys.EVENT)
        ? OpcUaEventKeys.build(values)
        : new PointSource.OpcUa(values.find(NODE).orElse(""));
  }
}
