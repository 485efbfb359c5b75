package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Leave to do dangerous work at a place for a time. It is no order: what it covers is judged on,
 * and its end is an end for everybody.
 *
 * @param id its number, {@code ZY-20261122-001}
 * @param area what it covers; exactly one of area and equipment
 * @param equipment with all that hangs below it
 * @param work what is done, in the words of who asked
 * @param holder who works under it
 * @param watch who stands by, where somebody must: of hot work always
 * @param issuedBy the user who issued it
 * @param endedAt when somebody ended it before its time
 * @param secondLook at the place of hot work after its end: what smoulders is seen late
 */
public record Permit(
    String id,
    Kind kind,
    Optional<String> area,
    Optional<String> equipment,
    String work,
    String holder,
    Optional<String> watch,
    Instant from,
    Instant until,
    String issuedBy,
    Optional<Instant> endedAt,
    Optional<String> endedBy,
    Optional<SecondLook> secondLook) {
  public Permit {
    if (area.isPresent() == equipment.isPresent()) {
      throw new IllegalArgumentException("a permit is for an area or for an equipment");
    }
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a permit ends after it begins: " + until);
    }
  }

  /** What is dangerous. */
  public enum Kind {
    /** Fire, welding, grinding. */
    HOT_WORK,
    /** Inside tanks, sumps, shafts. */
    CONFINED_SPACE,
    /** Cut off from power, water or the automatic. */
    ISOLATION;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /** Whether it holds at this moment. */
  public boolean standing(Instant now) {
    return endedAt.isEmpty() && !now.isBefore(from) && now.isBefore(until);
  }

  /**
   * That somebody looked again.
   *
   * @param by the user who looked
   * @param note what he found
   */
  public record SecondLook(Instant at, String by, String note) {}

  /** When it is over: at its time, or when somebody ended it. */
  public Instant over() {
    return endedAt.orElse(until);
  }

  /** The same permit, ended before its time. */
  public Permit ended(Instant at, String by) {
    return with(Optional.of(at), Optional.of(by), secondLook);
  }

  /** The same permit, looked after. */
  public Permit looked(SecondLook look) {
    return with(endedAt, endedBy, Optional.of(look));
  }

  private Permit with(Optional<Instant> at, Optional<String> by, Optional<SecondLook> look) {
    return new Permit(
        id, kind, area, equipment, work, holder, watch, from, until, issuedBy, at, by, look);
  }
}
