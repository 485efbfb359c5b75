package org.zhiban.gateway.config.yaml;

import org.zhiban.model.site.SourcePosition;

/** A stretch of a file, from its first character to just behind its last. */
public record Extent(SourceText source, int start, int end) {
  public SourcePosition position() {
    return source.position(start);
  }

  /** From the start of this stretch to the end of another of the same file. */
  public Extent to(Extent last) {
    return new Extent(source, start, Math.max(start, last.end));
  }

  /** The stretch as it stands, without the indentation that all its lines share with the first. */
  public String text() {
    int indent = position().column() - 1;
    return source
        .slice(start, end)
        .stripTrailing()
        .replaceAll("(?m)(?<=\\n)[ ]{0," + indent + "}", "");
  }
}
