package org.zhiban.rules.expression;

import org.zhiban.model.site.SourcePosition;

/** What is wrong with an expression or a rule, where, and how to mend it. */
public record CompileProblem(SourcePosition position, String what, String remedy) {}
