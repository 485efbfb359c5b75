package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/** The order that a finding on a walk makes [E20]: passed on within 30 min, seen by day 2. */
public final class FindingOrder {
  static final Duration FORWARD_AT_MOST = Duration.ofMinutes(30);
  private static final String ARRIVE = "arrive";

  private FindingOrder() {}

  public static OrderDraft of(Site site, Walk walk, Proof finding, Urgency urgency, Instant now) {
    Optional<Equipment> thing = Optional.ofNullable(site.equipment().get(finding.equipment()));
    LocalizedText name = thing.map(Equipment::name).orElse(LocalizedText.same(finding.equipment()));
    String note = finding.note().orElseThrow();
    Map<String, String> report = new LinkedHashMap<>();
    report.put("content", note);
    report.put("reported_by", finding.by());
    return OrderDraft.of(
        new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.PATROL, now)
            .status(OrderStatus.TRIAGED)
            .urgency(urgency)
            .severity(Severity.MINOR)
            .equipment(Optional.of(finding.equipment()))
            .location(thing.flatMap(Equipment::location))
            .title(new LocalizedText(name.zh() + "：" + brief(note), name.en() + ": " + brief(note)))
            .trade(EquipmentTrade.of(site, thing))
            .clocks(
                new Clocks(site)
                    .opened(
                        new Clocks.Kind(OrderSource.PATROL, urgency, Severity.MINOR),
                        own(site, now),
                        now))
            .report(report)
            .build(),
        finding.by(),
        Optional.of(walk.id()));
  }

  private static String brief(String note) {
    return note.codePointCount(0, note.length()) <= 80
        ? note
        : note.substring(0, note.offsetByCodePoints(0, 79)) + "…";
  }

  private static Map<String, Duration> own(Site site, Instant now) {
    Map<String, Span> said = site.service().clocks();
    Map<String, Duration> own = new HashMap<>();
    Span forward = said.get(Clocks.FORWARD);
    if (forward == null || forward.toDuration().compareTo(FORWARD_AT_MOST) > 0) {
      own.put(Clocks.FORWARD, FORWARD_AT_MOST);
    }
    if (!said.containsKey(ARRIVE)) {
      LocalDate afterNext = LocalDate.ofInstant(now, site.zone()).plusDays(2);
      own.put(ARRIVE, Duration.between(now, afterNext.atStartOfDay(site.zone()).toInstant()));
    }
    return own;
  }
}
