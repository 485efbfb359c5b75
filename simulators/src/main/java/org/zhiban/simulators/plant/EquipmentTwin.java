package org.zhiban.simulators.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.simulators.plant.Snapshot.Reach;

/**
 * One equipment: its model, what is wrong with it, and what it shows. Everything but {@link
 * #snapshot()} is called under the plant's lock.
 */
public final class EquipmentTwin {
  /** Standard deviation of noise, as a share of the value. */
  private static final double NOISE = 0.02;

  /** A cut waits so long at most for what is under way. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Equipment equipment;
  private final List<FaultKind> faultKinds;
  private final Behaviour behaviour;
  private final RandomGenerator random;
  private final Values values;
  private final Waveforms waveforms;
  private final Consumer<Happening> happenings;
  private final Map<Integer, Object> forced = new HashMap<>();
  private final String eventPrefix;
  private long events;
  private Instant now;
  private boolean quiet;
  private @Nullable Snapshot frozen;
  private volatile Snapshot snapshot;

  EquipmentTwin(
      Equipment equipment,
      List<FaultKind> faultKinds,
      Behaviour behaviour,
      RandomGenerator random,
      Instant born,
      Consumer<Happening> happenings) {
    this.equipment = equipment;
    this.faultKinds = List.copyOf(faultKinds);
    this.behaviour = behaviour;
    this.random = random;
    this.happenings = happenings;
    this.eventPrefix = equipment.id() + "-" + Long.toString(born.toEpochMilli(), 36) + "-";
    this.now = born;
    this.values = new Values(equipment, this::happened);
    this.waveforms = new Waveforms(equipment, values, random);
    this.snapshot = new Snapshot(List.of(), List.of(), Reach.SILENT, born);
  }

  public Equipment equipment() {
    return equipment;
  }

  /** The faults that this equipment's points can express. */
  public List<FaultKind> faultKinds() {
    return faultKinds;
  }

  /** The points in the order of every snapshot. */
  public List<PointSpec> points() {
    return values.points();
  }

  /** The position of a point in every snapshot. */
  public Optional<Integer> position(String point) {
    return values.position(point);
  }

  /** What it shows now; safe on any thread. */
  public Snapshot snapshot() {
    return snapshot;
  }

  void step(Step step) {
    now = step.time();
    behaviour.step(step, values);
    waveforms.fill(step.seconds());
    boolean wanted = step.has(CommonFaults.OFFLINE) || step.has(CommonFaults.STUCK);
    quiet = wanted && (quiet || !behaviour.midway() || waitedEnough(step.faults()));
  }

  private boolean waitedEnough(ActiveFaults faults) {
    return faults.all().stream().anyMatch(fault -> fault.since().plus(LONGEST_WAIT).isBefore(now));
  }

  /** Makes a snapshot of what the last step left. */
  void publish(ActiveFaults faults, Instant time) {
    Reach reach =
        quiet && faults.has(CommonFaults.OFFLINE)
            ? Reach.SILENT
            : faults.has(CommonFaults.EXCEPTION)
                ? Reach.REFUSES
                : faults.has(CommonFaults.SLOW) ? Reach.SLOWLY : Reach.ANSWERS;
    if (quiet && faults.has(CommonFaults.STUCK)) {
      frozen = frozen == null ? shown(faults, reach, time) : frozen;
      snapshot = new Snapshot(frozen.numbers(), frozen.texts(), reach, frozen.time());
    } else {
      frozen = null;
      snapshot = shown(faults, reach, time);
    }
  }

  private Snapshot shown(ActiveFaults faults, Reach reach, Instant time) {
    List<Double> numbers = new ArrayList<>(values.points().size());
    List<@Nullable String> texts = new ArrayList<>(Arrays.asList(values.texts()));
    boolean noisy = faults.has(CommonFaults.NOISE);
    for (int i = 0; i < values.points().size(); i++) {
      double number = values.numbers()[i];
      if (noisy && values.points().get(i).kind() == PointKind.ANALOG) {
        number *= 1 + NOISE * Math.clamp(random.nextGaussian(), -3, 3);
      }
      switch (forced.get(i)) {
        case Double value -> number = value;
        case String text -> texts.set(i, text);
        case null, default -> {}
      }
      numbers.add(number);
    }
    return new Snapshot(
        Collections.unmodifiableList(numbers), Collections.unmodifiableList(texts), reach, time);
  }

  /** Holds a point at a number (or state index, or 0 and 1) or a text. */
  void force(int position, Object value) {
    forced.put(position, value);
  }

  /** Gives a point back to the model; false where it was not held. */
  boolean release(int position) {
    return forced.remove(position) != null;
  }

  /** A write over the protocol. */
  void write(int position, double value) {
    if (!behaviour.command(points().get(position).id(), value)) {
      forced.put(position, value);
    }
  }

  private void happened(String point, Map<String, Object> fields) {
    events++;
    if (!quiet) {
      Object own = fields.get(Happening.ID);
      String id = eventPrefix + (own == null ? "e" + events : own);
      happenings.accept(new Happening(new PointRef(equipment.id(), point), id, now, fields));
    }
  }
}
