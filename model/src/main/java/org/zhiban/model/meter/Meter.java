package org.zhiban.model.meter;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A place at which something is metered and read by eye.
 *
 * @param id what stands on its box; safe in addresses
 * @param unit of what it counts, {@code kWh}
 * @param tenant whose use it is; with {@link Scope#TENANT} alone
 * @param stop where a round comes by; empty: none does
 * @param dial with which it began; an exchange is a reading
 * @param readings how many were ever entered: the number of the last
 * @param retiredAt when it was taken off the register
 * @param version rises by one with every change and every reading, from 1
 */
public record Meter(
    String id,
    String name,
    Measure measure,
    String unit,
    Optional<String> place,
    Scope scope,
    Optional<String> tenant,
    Optional<Stop> stop,
    Dial dial,
    int readings,
    Instant registeredAt,
    Optional<Instant> retiredAt,
    int version) {
  public Meter {
    if (!valid(id) || name.isBlank() || unit.isBlank()) {
      throw new IllegalArgumentException("a meter has a number, a name and a unit: " + id);
    }
    if ((scope == Scope.TENANT) != tenant.isPresent()) {
      throw new IllegalArgumentException("a tenant's meter says whose, and no other does: " + id);
    }
    if (readings < 0 || version < 1) {
      throw new IllegalArgumentException("readings count from 0, versions from 1");
    }
  }

  /** What is metered. */
  public enum Measure {
    ELECTRICITY("kWh"),
    WATER("m³"),
    GAS("m³"),
    HEAT("GJ");

    private final String unit;

    Measure(String unit) {
      this.unit = unit;
    }

    /** In which it is counted where nothing else is said. */
    public String unit() {
      return unit;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Measure> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /** Whose use it is. */
  public enum Scope {
    /** The site's own: corridors, lifts, pumps, gardens. */
    COMMON,
    TENANT,
    /** The supply as a whole, of which the others are parts. */
    MAIN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /**
   * A place in a round.
   *
   * @param position in the route, from 1; meters of one position come in the order of their numbers
   */
  public record Stop(String route, int position) {
    public Stop {
      if (route.isBlank() || position < 1) {
        throw new IllegalArgumentException("a route has a name, and positions from 1");
      }
    }
  }

  /** Whether a text may be the number of a meter. */
  public static boolean valid(String id) {
    return id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
  }

  /** The same with one reading more. */
  public Meter read() {
    return with(dial, readings + 1, retiredAt);
  }

  /** The same after something that leaves it as it is, such as a voided reading. */
  public Meter touched() {
    return with(dial, readings, retiredAt);
  }

  public Meter retired(Instant at) {
    return with(dial, readings, Optional.of(at));
  }

  private Meter with(Dial first, int count, Optional<Instant> gone) {
    return new Meter(
        id,
        name,
        measure,
        unit,
        place,
        scope,
        tenant,
        stop,
        first,
        count,
        registeredAt,
        gone,
        version + 1);
  }
}
