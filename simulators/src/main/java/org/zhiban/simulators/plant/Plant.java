package org.zhiban.simulators.plant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;

/**
 * All equipment of a site, alive. Model time passes {@code speed} times as fast as the clock's;
 * time stamps are always the clock's.
 */
public final class Plant {
  /** No model is stepped by more seconds at once. */
  public static final double LONGEST_STEP = 0.5;

  /** The clock may be seen to pass so long at once; a longer leap counts as this. */
  private static final Duration LONGEST_LEAP = Duration.ofMinutes(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final ZoneId zone;
  private final Map<String, EquipmentTwin> twins = new LinkedHashMap<>();
  private final FaultBoard faults;
  private final List<Consumer<Happening>> listeners = new CopyOnWriteArrayList<>();
  private Instant last;
  private double modelSeconds;
  private final double modelStart;
  private double speed;

  /**
   * Builds the models and lets a first moment pass, so that every point has a value.
   *
   * @param kinds the classes that have a model; others swing by waveforms
   * @param speed over 0, at most 1,000
   */
  public Plant(Site site, List<EquipmentKind> kinds, long seed, double speed, InstantSource clock) {
    this.clock = clock;
    this.zone = site.zone();
    this.last = clock.instant();
    this.modelStart = last.toEpochMilli() / 1000.0;
    this.faults = new FaultBoard(twins);
    setSpeed(speed);
    Map<String, Object> shared = new HashMap<>();
    for (Equipment equipment : site.equipment().values()) {
      if (!equipment.points().isEmpty()) {
        twins.put(equipment.id(), twin(equipment, kindOf(equipment, kinds), seed, shared));
      }
    }
    pass(0.1, last);
    publish(last);
  }

  private static Optional<EquipmentKind> kindOf(Equipment equipment, List<EquipmentKind> kinds) {
    return kinds.stream()
        .filter(kind -> kind.equipmentClass().word().equals(equipment.equipmentClass()))
        .findFirst();
  }

  private EquipmentTwin twin(
      Equipment equipment, Optional<EquipmentKind> kind, long seed, Map<String, Object> shared) {
    RandomGenerator random = new SplittableRandom(seed * 1_000_003L + equipment.id().hashCode());
    Behaviour behaviour =
        kind.map(k -> k.model().apply(new Setting(equipment, random, shared))).orElse((_, _) -> {});
    List<FaultKind> expressible = new ArrayList<>(CommonFaults.ALL);
    kind.stream()
        .flatMap(k -> k.faults().stream())
        .filter(fault -> fault.expressibleBy(equipment.points().keySet()))
        .forEach(expressible::add);
    return new EquipmentTwin(
        equipment,
        expressible,
        behaviour,
        random,
        last,
        happening -> listeners.forEach(listener -> listener.accept(happening)));
  }

  /** Everything that has points, by equipment id, in the site's order. */
  public Map<String, EquipmentTwin> twins() {
    return Collections.unmodifiableMap(twins);
  }

  /** Hears of every event, on the thread that steps the plant; must not block. */
  public void onHappening(Consumer<Happening> listener) {
    listeners.add(listener);
  }

  /** Model seconds in one second of the clock. */
  public double speed() {
    lock.lock();
    try {
      return speed;
    } finally {
      lock.unlock();
    }
  }

  /** Changes the pace from now on; over 0, at most 1,000. */
  public void setSpeed(double speed) {
    if (!(speed > 0 && speed <= 1000)) {
      throw new IllegalArgumentException("speed is over 0 and at most 1000: " + speed);
    }
    lock.lock();
    try {
      this.speed = speed;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the time pass that the clock has gone since the last call. */
  public void advance() {
    lock.lock();
    try {
      Instant now = clock.instant();
      Duration passed = Duration.between(last, now);
      Duration counted = clamp(passed);
      Instant from = now.minus(counted);
      last = now;
      faults.expire(now);
      double model = counted.toNanos() / 1e9 * speed;
      int steps = Math.max(1, (int) Math.ceil(model / LONGEST_STEP));
      for (int i = 1; i <= steps; i++) {
        pass(model / steps, from.plus(counted.multipliedBy(i).dividedBy(steps)));
      }
      publish(now);
    } finally {
      lock.unlock();
    }
  }

  /** A clock that was set back has not gone at all. */
  private static Duration clamp(Duration passed) {
    if (passed.isNegative()) {
      return Duration.ZERO;
    }
    return passed.compareTo(LONGEST_LEAP) > 0 ? LONGEST_LEAP : passed;
  }

  private void pass(double seconds, Instant time) {
    modelSeconds += seconds;
    Instant modelTime = Instant.ofEpochMilli((long) ((modelStart + modelSeconds) * 1000));
    double hour = ZonedDateTime.ofInstant(modelTime, zone).toLocalTime().toNanoOfDay() / 3.6e12;
    for (EquipmentTwin twin : twins.values()) {
      twin.step(new Step(seconds, hour, speed, time, faults.of(twin.equipment().id())));
    }
  }

  private void publish(Instant now) {
    twins.values().forEach(twin -> twin.publish(faults.of(twin.equipment().id()), now));
  }

  /** What is wrong now, the oldest first. */
  public List<ActiveFault> faults() {
    lock.lock();
    try {
      faults.expire(clock.instant());
      return faults.all();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts a fault.
   *
   * @param lasts how long on the clock; empty: until it is ended
   * @throws NoSuchThingException where the equipment is unknown or its points cannot express it
   */
  public ActiveFault start(String equipment, String fault, Optional<Duration> lasts) {
    lock.lock();
    try {
      return faults.start(equipment, fault, lasts, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /** Ends a fault; false where there is none of that id. */
  public boolean end(String id) {
    lock.lock();
    try {
      return faults.end(id);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Holds a point at a value until it is released.
   *
   * @param value a number, a Boolean, the name of a state, or a text, as the point's kind asks
   */
  public void force(String equipment, String point, Object value) {
    lock.lock();
    try {
      EquipmentTwin twin = existing(equipment);
      int position = position(twin, point);
      twin.force(position, ForcedValue.of(twin.points().get(position), value));
      publish(clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /** Gives a point back to its model; false where it was not held. */
  public boolean release(String equipment, String point) {
    lock.lock();
    try {
      EquipmentTwin twin = existing(equipment);
      boolean released = twin.release(position(twin, point));
      publish(clock.instant());
      return released;
    } finally {
      lock.unlock();
    }
  }

  /** A write over the protocol to a point that takes commands. */
  public void write(EquipmentTwin twin, int position, double value) {
    lock.lock();
    try {
      twin.write(position, value);
      publish(clock.instant());
    } finally {
      lock.unlock();
    }
  }

  private EquipmentTwin existing(String equipment) {
    EquipmentTwin twin = twins.get(equipment);
    if (twin == null) {
      throw NoSuchThingException.equipment(equipment, twins.keySet());
    }
    return twin;
  }

  private static int position(EquipmentTwin twin, String point) {
    return twin.position(point)
        .orElseThrow(() -> NoSuchThingException.point(twin.equipment(), point));
  }
}
