package org.zhiban.gateway.config.shape;

import org.zhiban.gateway.config.yaml.Node;

/** Words for what stands in the file. */
final class Found {
  private Found() {}

  static String words(Node node) {
    return switch (node) {
      case Node.Mapping _ -> "a mapping";
      case Node.Sequence _ -> "a list";
      case Node.Scalar scalar when scalar.empty() || scalar.isNull() -> "no value";
      case Node.Scalar scalar -> "'" + shortened(scalar.text()) + "'";
    };
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) > 40
        ? line.substring(0, line.offsetByCodePoints(0, 40)) + "…"
        : line;
  }
}
