package org.zhiban.model.site;

/** The text of a CEL expression and where it stands. Resolved and typed by {@code rules}. */
public record Expression(String text, SourcePosition position) {}
