package org.zhiban.gateway.config.yaml;

import java.util.List;

/**
 * A key and its value as text: as they stand in their file or, where they were put together, anew.
 */
public final class Rendering {
  private Rendering() {}

  /** The text of an entry, the key included, without the indentation of its file. */
  public static String of(Node.Scalar key, Node.Mapping value) {
    if (putTogether(value)) {
      StringBuilder text = new StringBuilder(key.text()).append(":\n");
      block(value, 1, text);
      return text.toString().stripTrailing();
    }
    return key.extent().to(value.extent()).text();
  }

  private static boolean putTogether(Node node) {
    return switch (node) {
      case Node.Mapping mapping ->
          mapping.merged()
              || mapping.entries().stream().anyMatch(entry -> putTogether(entry.value()));
      case Node.Sequence sequence -> sequence.items().stream().anyMatch(Rendering::putTogether);
      case Node.Scalar scalar -> !scalar.filled().isEmpty();
    };
  }

  private static void block(Node.Mapping mapping, int depth, StringBuilder text) {
    for (Node.Entry entry : mapping.entries()) {
      text.repeat("  ", depth).append(entry.name()).append(':');
      if (entry.value() instanceof Node.Mapping inner && !inner.entries().isEmpty()) {
        text.append('\n');
        block(inner, depth + 1, text);
      } else {
        text.append(' ');
        flow(entry.value(), text);
        text.append('\n');
      }
    }
  }

  private static void flow(Node node, StringBuilder text) {
    switch (node) {
      case Node.Mapping mapping -> {
        text.append('{');
        String separator = " ";
        for (Node.Entry entry : mapping.entries()) {
          text.append(separator).append(entry.name()).append(": ");
          flow(entry.value(), text);
          separator = ", ";
        }
        text.append(" }");
      }
      case Node.Sequence sequence -> items(sequence.items(), text);
      case Node.Scalar scalar ->
          text.append(scalar.plain() ? scalar.text() : quoted(scalar.text()));
    }
  }

  private static void items(List<Node> items, StringBuilder text) {
    text.append('[');
    String separator = "";
    for (Node item : items) {
      text.append(separator);
      flow(item, text);
      separator = ", ";
    }
    text.append(']');
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
