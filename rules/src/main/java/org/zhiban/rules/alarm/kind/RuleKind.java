package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import org.zhiban.model.site.Condition;

/** How one kind of condition is compiled. */
interface RuleKind<C extends Condition> {
  /** The blueprint; empty where the context was told of a problem. */
  Optional<Blueprint> compile(C condition, RuleContext context);
}
