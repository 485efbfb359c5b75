/** The kinds of rules: one file a kind, registered in {@code RuleKinds}. */
@NullMarked
package org.zhiban.rules.alarm.kind;

import org.jspecify.annotations.NullMarked;
