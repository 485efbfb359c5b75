package org.zhiban.rules.alarm;

import java.util.List;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;

/** The active rules of a site, resolved against its points. Immutable; any number of engines. */
public final class CompiledRules {
  private final Site site;
  private final PointIndex index;
  private final List<RuleSpec> notActing;

  CompiledRules(Site site, PointIndex index, List<RuleSpec> notActing) {
    this.site = site;
    this.index = index;
    this.notActing = List.copyOf(notActing);
  }

  public Site site() {
    return site;
  }

  public PointIndex index() {
    return index;
  }

  /** Active rules of the site whose kind is accepted but not judged yet. */
  public List<RuleSpec> notActing() {
    return notActing;
  }
}
