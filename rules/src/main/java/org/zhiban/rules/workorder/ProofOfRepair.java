package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.OrderSpec.Exercised;
import org.zhiban.model.site.OrderSpec.Verify;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.OrderTransition;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Judges the machines' evidence of a repair: what is on record, and only of the time in which the
 * gateway looked.
 */
public final class ProofOfRepair {
  private final Site site;
  private final Clocks clocks;

  public ProofOfRepair(Site site) {
    this.site = site;
    this.clocks = new Clocks(site);
  }

  /** The recorded samples of a point from a moment on, the one that stood then first. */
  public interface Recorded {
    List<PointValue> since(PointRef point, Instant from);
  }

  /**
   * What is on record of an order that waits for its proof.
   *
   * @param alarms those of the order, and every other of its rule that stands
   * @param points that the rule judges
   * @param lookedSince since when the gateway runs and its clock was not set; what was before, a
   *     machine has not seen
   * @param withheld something keeps the rule from raising its alarm: then its silence says nothing
   * @param history of the order, oldest first
   */
  public record Case(
      WorkOrder order,
      RuleSpec rule,
      List<Alarm> alarms,
      List<PointRef> points,
      Instant lookedSince,
      boolean withheld,
      List<OrderChange> history) {
    public Case {
      alarms = List.copyOf(alarms);
      points = List.copyOf(points);
      history = List.copyOf(history);
    }
  }

  /** The proof as it stands; empty where the rule asks for a person alone, or nothing waits. */
  public Optional<Proof> of(Case found, Recorded recorded, Instant now) {
    OrderSpec.Verify wanted =
        found.rule().order().map(OrderSpec::verify).orElseGet(Verify.Unstated::new);
    if (found.order().status() != OrderStatus.VERIFY
        || found.alarms().isEmpty()
        || !(wanted instanceof Verify.Normal(Duration normalFor, Optional<Exercised> exercised))) {
      return Optional.empty();
    }
    List<Proof.Part> parts = new ArrayList<>();
    long active =
        found.alarms().stream().filter(alarm -> alarm.active() || alarm.latched()).count();
    int alarms = found.alarms().size();
    parts.add(
        new Proof.Part(
            Proof.Kind.ALARM_GONE,
            active == 0 && !found.withheld(),
            alarms,
            alarms - active,
            Optional.empty()));
    Optional<Instant> gone =
        active > 0
            ? Optional.empty()
            : found.alarms().stream()
                .flatMap(alarm -> alarm.clearedAt().stream())
                .max(Comparator.naturalOrder());
    parts.add(normal(found, recorded, normalFor, gone, now));
    exercised.ifPresent(work -> parts.add(exercised(found, recorded, work, gone)));
    return Optional.of(new Proof(machineCloses(found), parts));
  }

  private boolean machineCloses(Case found) {
    boolean lifeSafety =
        found.rule().lifeSafety()
            || found
                .rule()
                .equipment()
                .map(site.equipment()::get)
                .filter(Equipment::lifeSafety)
                .isPresent();
    return !lifeSafety
        && found.alarms().stream()
            .allMatch(alarm -> !alarm.lifeSafety() && alarm.priority().compareTo(Priority.P3) >= 0);
  }

  /** Counts from the completion, from the end of the alarms, and from the last bad value. */
  private static Proof.Part normal(
      Case found, Recorded recorded, Duration normalFor, Optional<Instant> gone, Instant now) {
    Optional<Instant> since =
        gone.map(end -> later(later(end, completed(found)), found.lookedSince()));
    Set<PointRef> points =
        new LinkedHashSet<>(found.order().evidence().map(Evidence::points).orElse(List.of()));
    points.addAll(found.points());
    for (PointRef point : points) {
      since = since.flatMap(from -> goodSince(recorded.since(point, from), from));
    }
    long seconds = since.map(from -> Duration.between(from, now).toSeconds()).orElse(0L);
    boolean met = since.filter(from -> !from.plus(normalFor).isAfter(now)).isPresent();
    return new Proof.Part(
        Proof.Kind.NORMAL,
        met,
        normalFor.toSeconds(),
        Math.clamp(seconds, 0, normalFor.toSeconds()),
        since);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Since when every sample is good; empty where the last one is not. */
  private static Optional<Instant> goodSince(List<PointValue> samples, Instant from) {
    Optional<Instant> since = Optional.empty();
    for (PointValue sample : samples) {
      if (sample.quality() != Quality.GOOD) {
        since = Optional.empty();
      } else if (since.isEmpty()) {
        since = Optional.of(later(from, Instant.ofEpochMilli(sample.time())));
      }
    }
    return since;
  }

  private static Instant completed(Case found) {
    return lastStep(found, Set.of(OrderAction.COMPLETE)).orElse(found.order().updatedAt());
  }

  private static Optional<Instant> lastStep(Case found, Set<OrderAction> actions) {
    return found.history().stream()
        .filter(line -> actions.stream().anyMatch(action -> action.word().equals(line.action())))
        .map(OrderChange::time)
        .max(Comparator.naturalOrder());
  }

  /**
   * Counts from the end of the alarms and from the beginning of the work: who repairs it tries it
   * before he says that it is done.
   */
  private static Proof.Part exercised(
      Case found, Recorded recorded, Exercised work, Optional<Instant> gone) {
    long wanted = work.starts().orElseGet(() -> work.rises().orElse(1));
    Optional<Instant> since =
        gone.map(
            end ->
                later(
                    end,
                    lastStep(found, Set.of(OrderAction.START, OrderAction.RESUME))
                        .orElseGet(() -> completed(found))));
    long seen =
        since
            .map(
                from -> {
                  String owner = found.order().equipment().orElse("");
                  List<PointValue> samples =
                      recorded.since(new PointRef(owner, work.point()), from);
                  return work.starts().isPresent() ? starts(samples) : rises(samples);
                })
            .orElse(0L);
    return new Proof.Part(Proof.Kind.EXERCISED, seen >= wanted, wanted, seen, since);
  }

  private static long starts(List<PointValue> samples) {
    long starts = 0;
    double before = Double.NaN;
    for (PointValue sample : samples) {
      if (sample.quality() == Quality.GOOD) {
        starts += before == 0 && sample.value() != 0 ? 1 : 0;
        before = sample.value();
      }
    }
    return starts;
  }

  /** What a counter gained; where it fell it was set back, and counts on from there. */
  private static long rises(List<PointValue> samples) {
    double gained = 0;
    double before = Double.NaN;
    for (PointValue sample : samples) {
      if (sample.quality() == Quality.GOOD) {
        gained += sample.value() > before ? sample.value() - before : 0;
        before = sample.value();
      }
    }
    return (long) Math.floor(gained + 1e-9);
  }

  /** The step by which the machine closes the order; empty where it must not, or not yet. */
  public Optional<OrderStep> close(WorkOrder order, Proof proof, Instant now) {
    if (order.status() != OrderStatus.VERIFY || !proof.machineCloses() || !proof.complete()) {
      return Optional.empty();
    }
    return OrderTransition.find(OrderAction.VERIFY, order.status(), order.source())
        .map(
            transition ->
                new OrderEdit(order, now)
                    .status(transition.to())
                    .clocks(clocks.after(OrderAction.VERIFY, order, transition.to(), now))
                    .step(
                        OrderDraft.MACHINE,
                        Optional.empty(),
                        OrderAction.VERIFY.word(),
                        Optional.of(proof.words())));
  }
}
