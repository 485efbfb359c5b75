package org.zhiban.rules.followup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.WorkingHours;
import org.zhiban.model.workorder.Handover;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/**
 * When what is not returned is handed on [R8]: at the end of each shift, or at a time of day. Each
 * handover is made once for its day and shift; one that the gateway slept through is made when it
 * wakes, unless six hours have passed.
 */
public final class Handovers {
  private static final String SHIFT_END = "shift_end";

  /** Of a site without shifts. */
  private static final String WORKING_HOURS = "working_hours";

  /** What was missed for longer is of another shift by now. */
  private static final Duration LATEST = Duration.ofHours(6);

  /** Dispatched, and nobody has said that the work is done. */
  public static final Set<OrderStatus> NOT_RETURNED =
      Set.of(
          OrderStatus.DISPATCHED,
          OrderStatus.ACCEPTED,
          OrderStatus.ON_SITE,
          OrderStatus.IN_PROGRESS,
          OrderStatus.ON_HOLD);

  private final Site site;
  private final Map<String, LocalTime> ends;

  public Handovers(Site site) {
    this.site = site;
    this.ends = site.service().handoverAt().map(at -> ends(site, at)).orElse(Map.of());
  }

  private static Map<String, LocalTime> ends(Site site, String at) {
    if (!at.equals(SHIFT_END)) {
      return Map.of(at, LocalTime.parse(at));
    }
    Map<String, LocalTime> ends = new TreeMap<>();
    for (Shift shift : site.shifts().values()) {
      ends.put(shift.id(), shift.to());
    }
    if (ends.isEmpty()) {
      site.workingHours().map(WorkingHours::to).ifPresent(to -> ends.put(WORKING_HOURS, to));
    }
    return ends;
  }

  /**
   * A handover that is to be made.
   *
   * @param day on which it is, by the site's clocks
   */
  public record Moment(LocalDate day, String shift, Instant at) {}

  /** The handovers whose time has come and is not long over, earliest first. */
  public List<Moment> passed(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, site.zone());
    List<Moment> passed = new ArrayList<>();
    ends.forEach(
        (shift, end) -> {
          for (LocalDate day : List.of(today.minusDays(1), today)) {
            Instant at = day.atTime(end).atZone(site.zone()).toInstant();
            if (!at.isAfter(now) && at.plus(LATEST).isAfter(now)) {
              passed.add(new Moment(day, shift, at));
            }
          }
        });
    passed.sort(Comparator.comparing(Moment::at).thenComparing(Moment::shift));
    return passed;
  }

  /** The handovers with {@code from <= at < to}, earliest first. */
  public List<Moment> within(Instant from, Instant to) {
    LocalDate last = LocalDate.ofInstant(to, site.zone());
    return LocalDate.ofInstant(from, site.zone())
        .datesUntil(last.plusDays(1))
        .flatMap(day -> ends.keySet().stream().flatMap(shift -> moment(day, shift).stream()))
        .filter(moment -> !moment.at().isBefore(from) && moment.at().isBefore(to))
        .sorted(Comparator.comparing(Moment::at).thenComparing(Moment::shift))
        .toList();
  }

  /** The handover of a shift on a day; empty: the site has none of that name. */
  public Optional<Moment> moment(LocalDate day, String shift) {
    return Optional.ofNullable(ends.get(shift))
        .map(end -> new Moment(day, shift, day.atTime(end).atZone(site.zone()).toInstant()));
  }

  /** The handover of the orders that are not returned. */
  public static Handover of(Moment moment, List<WorkOrder> orders, Instant now) {
    return new Handover(
        moment.day(),
        moment.shift(),
        moment.at(),
        now,
        orders.stream()
            .filter(order -> NOT_RETURNED.contains(order.status()))
            .filter(order -> !order.openedAt().isAfter(moment.at()))
            .sorted(Comparator.comparing(WorkOrder::openedAt).thenComparing(WorkOrder::id))
            .map(order -> Handover.Line.of(order, now))
            .toList());
  }
}
