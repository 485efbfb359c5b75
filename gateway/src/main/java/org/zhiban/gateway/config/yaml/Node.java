package org.zhiban.gateway.config.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.SourcePosition;

/** A value of a YAML file and where it stands. */
public sealed interface Node {
  Extent extent();

  default SourcePosition position() {
    return extent().position();
  }

  /**
   * Keys and values, in the order of the file; a key stands once.
   *
   * @param merged whether it was put together from more than one place
   */
  record Mapping(Extent extent, List<Entry> entries, boolean merged) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** A mapping as it stands in its file. */
    public Mapping(Extent extent, List<Entry> entries) {
      this(extent, entries, false);
    }

    /** The value of a key. */
    public Optional<Node> get(String key) {
      return entry(key).map(Entry::value);
    }

    /** The key and its value. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
    }
  }

  /** One key of a mapping. */
  record Entry(Scalar key, Node value) {
    public String name() {
      return key.text();
    }
  }

  /** Values in order. */
  record Sequence(Extent extent, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A text, number, flag or nothing; which of them, the key decides.
   *
   * @param style how it is written; only a plain one can be a number, a flag or nothing
   * @param filled where the text's stretches stand, if a variable was filled in; else empty
   */
  record Scalar(Extent extent, String text, ScalarStyle style, List<Expression.Run> filled)
      implements Node {
    public Scalar {
      filled = List.copyOf(filled);
    }

    public boolean plain() {
      return style == ScalarStyle.PLAIN;
    }

    /** No value at all: {@code key:} with nothing behind it. */
    public boolean empty() {
      return plain() && text.isEmpty();
    }

    /** {@code null} or {@code ~}, written out: takes away what a template brings. */
    public boolean isNull() {
      return plain()
          && (text.equals("~")
              || text.equals("null")
              || text.equals("Null")
              || text.equals("NULL"));
    }

    /** Where the stretches of the text stand, the first from offset 0. */
    public List<Expression.Run> runs() {
      return filled.isEmpty() ? Alignment.of(this) : filled;
    }
  }
}
