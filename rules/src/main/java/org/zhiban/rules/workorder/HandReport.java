package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/**
 * A fault that a person reports, by telephone or at the desk [R1].
 *
 * @param equipment what is broken, where it is known
 * @param location where, in words
 * @param concern what it is that is no fault
 * @param report what was said, by whom and to whom [R23]: content, reported_by, phone, appointment,
 *     reported_at, channel, trigger, taken_by
 */
public record HandReport(
    Optional<String> equipment,
    Optional<String> location,
    String content,
    Urgency urgency,
    Severity severity,
    String trade,
    Optional<Concern> concern,
    Map<String, String> report) {
  /** The trade of an order of which nobody said one. */
  public static final String NO_TRADE = "general";

  public HandReport {
    report = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(report));
  }

  /** A fault. */
  public HandReport(
      Optional<String> equipment,
      Optional<String> location,
      String content,
      Urgency urgency,
      Severity severity,
      String trade,
      Map<String, String> report) {
    this(equipment, location, content, urgency, severity, trade, Optional.empty(), report);
  }

  /** The order that it makes, taken down by {@code actor}. */
  public OrderDraft draft(Site site, String actor, Instant now) {
    return OrderDraft.of(order(site, now, now).build(), actor, Optional.empty());
  }

  /**
   * The order that it makes.
   *
   * @param from it was reported then, and its promises count from then; no later than now
   */
  OrderBuilder order(Site site, Instant from, Instant now) {
    Optional<Equipment> thing = equipment.map(id -> site.equipment().get(id));
    return new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.REPORT, from)
        .updatedAt(now)
        .urgency(urgency)
        .severity(severity)
        .equipment(equipment)
        .location(location.or(() -> thing.flatMap(Equipment::location)))
        .title(title(thing))
        .trade(trade)
        .concern(concern)
        .clocks(
            new Clocks(site)
                .opened(
                    new Clocks.Kind(OrderSource.REPORT, urgency, severity, concern),
                    Map.of(),
                    from))
        .report(report);
  }

  private LocalizedText title(Optional<Equipment> thing) {
    String short80 =
        content.codePointCount(0, content.length()) <= 80
            ? content
            : content.substring(0, content.offsetByCodePoints(0, 79)) + "…";
    return thing
        .map(e -> new LocalizedText(e.name().zh() + "：" + short80, e.name().en() + ": " + short80))
        .orElse(LocalizedText.same(short80));
  }
}
