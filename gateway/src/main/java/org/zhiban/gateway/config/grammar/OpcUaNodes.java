package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.model.site.PointSource;

/** Where a point's value stands in an OPC UA server. */
final class OpcUaNodes {
  /** The string form of a node id, OPC 10000-6, 5.3.1.10. */
  private static final Pattern FORM =
      Pattern.compile("(ns=[0-9]{1,5};|nsu=[^;]+;)?(i=[0-9]{1,10}|[sgb]=.+)");

  private static final Key<String> NODE =
      required(
          "node",
          Texts.matching(
              "a node id", "write it like ns=2;s=A1.Floor or ns=2;i=1001", FORM.asMatchPredicate()),
          "node id in the standard's string form");

  static final MappingShape<PointSource.OpcUa> SHAPE =
      MappingShape.of(
          "an OPC UA node", List.of(NODE), (values, _) -> new PointSource.OpcUa(values.get(NODE)));

  private OpcUaNodes() {}
}
