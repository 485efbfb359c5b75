package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Permit;
import org.zhiban.rules.alarm.SiteWork;
import org.zhiban.rules.workorder.Permits;

/** The permits that last, told to the rules and to whoever looks at an alarm. */
public final class PermitDesk {
  private final Site site;
  private final Consumer<SiteWork> rules;
  private final InstantSource clock;

  /** By number; one that was ended stays until its time is over, so that late news is known. */
  private final Map<String, Permit> known = new TreeMap<>();

  /**
   * A desk that knows of no permit yet.
   *
   * @param rules takes each change; must not block
   */
  public PermitDesk(Site site, Consumer<SiteWork> rules, InstantSource clock) {
    this.site = site;
    this.rules = rules;
    this.clock = clock;
  }

  /** Takes up what stands in the store; an engine goes on with it after a start. */
  public synchronized List<SiteWork> begin(OperationsQueries store) {
    List<SiteWork> work = new ArrayList<>();
    for (Permit permit : store.permitsLasting(clock.instant())) {
      known.put(permit.id(), permit);
      work.add(work(permit));
    }
    return work;
  }

  private SiteWork.Permitted work(Permit permit) {
    return new SiteWork.Permitted(
        permit.id(),
        permit.endedAt().isPresent() ? Set.of() : Permits.covered(site, permit),
        permit.from(),
        permit.until());
  }

  /** The next number of a day, {@code ZY-20261122-001}. */
  public String nextNumber(OperationsTransaction tx, Instant now) {
    String day =
        "ZY-"
            + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(now, site.zone()))
            + "-";
    return day + String.format(Locale.ROOT, "%03d", tx.permitsNumbered(day) + 1);
  }

  /** Hears what was committed. */
  public void hear(Happening happening) {
    if (happening instanceof Happening.PermitStep(Permit permit)) {
      heard(permit);
    }
  }

  private synchronized void heard(Permit permit) {
    Permit before = known.get(permit.id());
    if (before == null || before.endedAt().isEmpty()) {
      known.put(permit.id(), permit);
      rules.accept(work(permit));
    }
    Instant now = clock.instant();
    known.values().removeIf(one -> !one.until().isAfter(now) && forgotten(one));
  }

  private boolean forgotten(Permit over) {
    rules.accept(new SiteWork.Permitted(over.id(), Set.of(), over.from(), over.until()));
    return true;
  }

  /** The permits that stand over an equipment now. */
  public synchronized List<String> over(String equipment) {
    Instant now = clock.instant();
    return known.values().stream()
        .filter(permit -> permit.standing(now))
        .filter(permit -> Permits.covered(site, permit).contains(equipment))
        .map(Permit::id)
        .toList();
  }
}
