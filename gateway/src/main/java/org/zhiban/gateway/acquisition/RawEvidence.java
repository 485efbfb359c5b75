package org.zhiban.gateway.acquisition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.zhiban.drivers.Driver;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.workorder.AlarmOrders;

/**
 * The raw exchange that carried the value at which an alarm was first seen, as evidence: taken at
 * the raising, while the log of the link still has it. Where several may be it, none is.
 */
public final class RawEvidence {
  /** The longest text that is kept, in characters. */
  static final int LONGEST = 4_000;

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(\"[^\"]*(?:passw|pwd|secret|token)[^\"]*\"\\s*:\\s*)(\"[^\"]*\"?|[^,}\\s]+)");

  private final Site site;
  private final PointIndex index;
  private final Function<String, Optional<Driver>> drivers;

  /**
   * Looks at the links of a site.
   *
   * @param drivers the driver of a connection, by its id
   */
  public RawEvidence(Site site, PointIndex index, Function<String, Optional<Driver>> drivers) {
    this.site = site;
    this.index = index;
    this.drivers = drivers;
  }

  /** The exchange as text; empty where it cannot be told which one it was. */
  public Optional<String> of(Alarm alarm) {
    List<Exchange> brought =
        AlarmOrders.points(site, alarm).stream()
            .flatMap(point -> brought(point, alarm).stream())
            .distinct()
            .toList();
    return brought.size() == 1 ? Optional.of(text(brought.getFirst())) : Optional.empty();
  }

  private Optional<Exchange> brought(PointRef point, Alarm alarm) {
    return Optional.ofNullable(site.equipment().get(point.equipment()))
        .flatMap(equipment -> equipment.connection())
        .flatMap(drivers)
        .flatMap(
            driver -> driver.broughtBy(index.number(point), alarm.firstSeenAt().toEpochMilli()));
  }

  private static String text(Exchange exchange) {
    String text =
        exchange.time()
            + " "
            + exchange.asked()
            + exchange.took().map(RawEvidence::took).orElse("")
            + (exchange.request().isEmpty() ? "" : "\n> " + exchange.request())
            + (exchange.request().isEmpty() ? "" : "\n< " + exchange.answer())
            + "\n"
            + exchange.told();
    String clear = SECRET.matcher(text).replaceAll("$1\"***\"");
    return clear.length() > LONGEST ? clear.substring(0, LONGEST) + "…" : clear;
  }

  private static String took(Duration took) {
    return ", answered after " + took.toMillis() + " ms";
  }
}
