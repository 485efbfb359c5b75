package org.zhiban.rules.meter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.meter.Dial;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Meter.Scope;
import org.zhiban.model.meter.Reading;

/** Meters are registered, read, exchanged and retired; a wrong reading is voided. */
public final class Metering {
  /** How far the clock of a phone may be ahead; what it says then is now. */
  public static final Duration AHEAD = Duration.ofMinutes(5);

  /** So many times the usual a day are unusual. */
  private static final BigDecimal UNUSUAL = BigDecimal.valueOf(3);

  /** The usual is that of the last steps. */
  private static final int USUAL_STEPS = 3;

  /** From shorter times nothing usual is known. */
  private static final Duration USUAL_AT_LEAST = Duration.ofDays(7);

  /** Within a day use is not even. */
  private static final Duration DAY = Duration.ofDays(1);

  private Metering() {}

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * It is done.
     *
     * @param reading that is new or voided; empty: none is
     */
    record Done(Meter meter, Optional<Reading> reading) implements Outcome {}

    record Refused(MeterRefusal reason) implements Outcome {}
  }

  /** What is said of a meter. */
  public record Described(
      String name,
      Meter.Measure measure,
      String unit,
      Optional<String> place,
      Scope scope,
      Optional<String> tenant,
      Optional<String> route,
      int position,
      Counter counter) {}

  /** What is said of a dial. */
  public record Counter(Optional<String> serial, int digits, BigDecimal ratio) {}

  /**
   * What somebody read.
   *
   * @param exchange what hangs there from then on; empty: what hung there
   */
  public record Read(
      BigDecimal value,
      Instant at,
      String reader,
      boolean rolledOver,
      boolean confirmed,
      Optional<String> note,
      Optional<Exchanged> exchange) {}

  /** A new dial and what it began with. */
  public record Exchanged(Counter counter, BigDecimal start) {}

  /**
   * Puts a meter on the register.
   *
   * @param taken whether there is one of that number, or was
   */
  public static Outcome register(String id, Described said, boolean taken, Instant now) {
    if (!Meter.valid(id)) {
      return wrong("id", "用字母、数字、- 和 _，最多 40 个", "letters, digits, - and _, 40 at most");
    }
    Optional<Outcome> wrong = wrong(said);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    return taken
        ? new Outcome.Refused(new MeterRefusal.Taken(id))
        : done(described(id, said, dial(said.counter()), 0, now, 1));
  }

  /**
   * Says something else of a meter. Another dial, ratio or number of digits is the correction of
   * what was wrong from the beginning, and all figures follow; a change on the spot is an exchange.
   *
   * @param reason asked for where figures follow
   */
  public static Outcome change(
      Meter meter, List<Reading> standing, Described said, Optional<String> reason) {
    if (meter.retiredAt().isPresent()) {
      return new Outcome.Refused(new MeterRefusal.Retired(meter.id(), meter.retiredAt().get()));
    }
    Optional<Outcome> wrong = wrong(said);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Dial dial = dial(said.counter());
    Optional<Reading> exchange =
        standing.stream()
            .filter(it -> it.exchange().isPresent())
            .max(Comparator.comparing(Reading::readAt));
    boolean same = dial.equals(MeterBook.dialNow(meter, exchange));
    if (!same && exchange.isPresent()) {
      return wrong(
          "ratio",
          "这是换表时登记的：请作废那次换表，再重新登记",
          "it was recorded with the exchange; void that exchange and record it again");
    }
    boolean counts =
        dial.digits() != meter.dial().digits() || dial.ratio().compareTo(meter.dial().ratio()) != 0;
    if (!same && counts && !standing.isEmpty() && reason.isEmpty()) {
      return wrong(
          "reason",
          "已有读数，改倍率或位数会改动全部用量，请说明原因；现场更换请登记换表",
          "there are readings, and all that was used changes with the ratio or the digits; say why,"
              + " or record an exchange");
    }
    Meter next =
        described(
            meter.id(),
            said,
            same ? meter.dial() : dial,
            meter.readings(),
            meter.registeredAt(),
            meter.version() + 1);
    return switch (MeterBook.lay(next, standing)) {
      case MeterBook.Laid.Whole _ -> done(next);
      case MeterBook.Laid.Broken broken -> new Outcome.Refused(later(broken));
    };
  }

  /**
   * Takes a reading, of now or of before.
   *
   * @param standing those that count, in any order
   */
  public static Outcome read(
      Meter meter, List<Reading> standing, Read said, String by, Instant now) {
    if (said.at().isAfter(now.plus(AHEAD))) {
      return wrong("read_at", "抄表时间不能晚于现在", "it was not read later than now");
    }
    Instant at = (said.at().isAfter(now) ? now : said.at()).truncatedTo(ChronoUnit.MILLIS);
    if (meter.retiredAt().filter(gone -> !at.isBefore(gone)).isPresent()) {
      return new Outcome.Refused(new MeterRefusal.Retired(meter.id(), meter.retiredAt().get()));
    }
    if (said.value().signum() < 0) {
      return wrong("value", "读数不能小于 0", "a dial shows 0 or more");
    }
    if (said.reader().isBlank()) {
      return wrong("reader", "请填写抄表人", "say who read it");
    }
    Optional<Outcome> wrong = said.exchange().flatMap(it -> wrong(it.counter()));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Optional<Dial> hung = said.exchange().map(it -> dial(it.counter()));
    if (hung.isPresent() && !hung.get().shows(said.exchange().orElseThrow().start())) {
      return wrong("start", "新表显示不出这个底数", "the new dial does not show that");
    }
    Optional<Reading> sameTime = standing.stream().filter(it -> it.readAt().equals(at)).findFirst();
    if (sameTime.isPresent()) {
      Reading there = sameTime.get();
      return new Outcome.Refused(
          new MeterRefusal.SameTime(there.number(), there.value(), there.readAt()));
    }
    Meter next = meter.read();
    Reading reading =
        new Reading(
            meter.id(),
            next.readings(),
            said.value(),
            at,
            said.reader().strip(),
            by,
            now,
            said.rolledOver(),
            said.confirmed(),
            said.note().map(String::strip).filter(it -> !it.isEmpty()),
            hung.map(dial -> new Reading.Exchange(dial, said.exchange().orElseThrow().start())),
            Optional.empty());
    return judged(next, standing, reading);
  }

  private static Outcome judged(Meter next, List<Reading> standing, Reading reading) {
    List<Reading> all = Stream.concat(standing.stream(), Stream.of(reading)).toList();
    return switch (MeterBook.lay(next, all)) {
      case MeterBook.Laid.Broken broken when !broken.reading().equals(reading) ->
          new Outcome.Refused(later(broken));
      case MeterBook.Laid.Broken broken -> new Outcome.Refused(misfit(broken, standing));
      case MeterBook.Laid.Whole(var book) ->
          unusual(next, book, reading)
              .filter(_ -> !reading.confirmed())
              .<Outcome>map(Outcome.Refused::new)
              .orElseGet(() -> new Outcome.Done(next, Optional.of(reading)));
    };
  }

  private static MeterRefusal misfit(MeterBook.Laid.Broken broken, List<Reading> standing) {
    Reading reading = broken.reading();
    return switch (broken.why()) {
      case TOO_LONG -> new MeterRefusal.TooLong(reading.value(), broken.dial().digits());
      case NOT_ROLLED ->
          new MeterRefusal.NotRolled(reading.value(), broken.last(), broken.dial().digits());
      case LOWER ->
          new MeterRefusal.Lower(
              reading.value(),
              broken.last(),
              standing.stream()
                  .map(Reading::readAt)
                  .filter(at -> at.isBefore(reading.readAt()))
                  .max(Instant::compareTo)
                  .orElseThrow());
    };
  }

  private static MeterRefusal later(MeterBook.Laid.Broken broken) {
    Reading other = broken.reading();
    return new MeterRefusal.LaterMisfits(other.number(), other.value(), other.readAt());
  }

  /** Whether more was used a day than thrice the usual of the steps before. */
  private static Optional<MeterRefusal> unusual(Meter meter, MeterBook book, Reading reading) {
    List<MeterBook.Step> steps = book.steps();
    int place = steps.stream().map(MeterBook.Step::reading).toList().indexOf(reading);
    MeterBook.Step step = steps.get(place);
    List<MeterBook.Step> last = steps.subList(Math.max(0, place - USUAL_STEPS), place);
    Duration known =
        last.stream().map(MeterBook.Step::length).reduce(Duration.ZERO, Duration::plus);
    if (known.compareTo(USUAL_AT_LEAST) < 0) {
      return Optional.empty();
    }
    BigDecimal usual =
        perDay(
            last.stream().map(MeterBook.Step::used).reduce(BigDecimal.ZERO, BigDecimal::add),
            known);
    Duration length = step.length().compareTo(DAY) < 0 ? DAY : step.length();
    BigDecimal used = perDay(step.used(), length);
    return used.compareTo(usual.multiply(UNUSUAL)) > 0
        ? Optional.of(new MeterRefusal.Unusual(step.used(), meter.unit(), used, usual))
        : Optional.empty();
  }

  private static BigDecimal perDay(BigDecimal used, Duration length) {
    return used.multiply(BigDecimal.valueOf(DAY.toMillis()))
        .divide(BigDecimal.valueOf(length.toMillis()), 3, RoundingMode.HALF_UP);
  }

  /** Voids a wrong reading; what was used follows. */
  public static Outcome voided(
      Meter meter, List<Reading> standing, Reading reading, String reason, String by, Instant now) {
    if (!reading.stands()) {
      return new Outcome.Refused(new MeterRefusal.Voided(reading.number()));
    }
    if (reason.isBlank()) {
      return wrong("reason", "请填写作废原因", "say why it is void");
    }
    List<Reading> rest = standing.stream().filter(it -> it.number() != reading.number()).toList();
    return switch (MeterBook.lay(meter, rest)) {
      case MeterBook.Laid.Broken broken -> new Outcome.Refused(later(broken));
      case MeterBook.Laid.Whole _ ->
          new Outcome.Done(
              meter.touched(),
              Optional.of(reading.voided(new Reading.Voiding(by, now, reason.strip()))));
    };
  }

  /** Takes a meter off the register. Its number is not given again, and its readings stay. */
  public static Outcome retire(Meter meter, Instant now) {
    return meter
        .retiredAt()
        .<Outcome>map(at -> new Outcome.Refused(new MeterRefusal.Retired(meter.id(), at)))
        .orElseGet(() -> done(meter.retired(now)));
  }

  private static Outcome done(Meter meter) {
    return new Outcome.Done(meter, Optional.empty());
  }

  private static Dial dial(Counter counter) {
    return new Dial(counter.serial(), counter.digits(), counter.ratio());
  }

  private static Meter described(
      String id, Described said, Dial dial, int readings, Instant since, int version) {
    return new Meter(
        id,
        said.name().strip(),
        said.measure(),
        said.unit().strip(),
        said.place(),
        said.scope(),
        said.tenant(),
        said.route().map(route -> new Meter.Stop(route.strip(), said.position())),
        dial,
        readings,
        since,
        Optional.empty(),
        version);
  }

  private static Optional<Outcome> wrong(Described said) {
    if (said.name().isBlank()) {
      return Optional.of(wrong("name", "请填写名称", "say what it is"));
    }
    if (said.unit().isBlank()) {
      return Optional.of(wrong("unit", "请填写单位", "say in what it counts"));
    }
    if ((said.scope() == Scope.TENANT) != said.tenant().isPresent()) {
      return Optional.of(
          wrong(
              "tenant",
              "租户表要写明租户，公区表和总表不写",
              "a tenant's meter says whose it is, and no other does"));
    }
    if (said.route().isPresent() && said.position() < 1) {
      return Optional.of(
          wrong("position", "请填写在路线中的序号，从 1 起", "say its position in the route, from 1"));
    }
    return wrong(said.counter());
  }

  private static Optional<Outcome> wrong(Counter counter) {
    if (counter.digits() < 1 || counter.digits() > 10) {
      return Optional.of(wrong("digits", "小数点前的位数为 1 到 10", "1 to 10 digits before the point"));
    }
    return Dial.ratioFits(counter.ratio())
        ? Optional.empty()
        : Optional.of(
            wrong(
                "ratio",
                "倍率大于 0、小于 1000000，至多 6 位小数",
                "a ratio is above 0 and below 1000000, with six places at most"));
  }

  private static Outcome wrong(String field, String zh, String en) {
    return new Outcome.Refused(new MeterRefusal.WrongField(field, new LocalizedText(zh, en)));
  }
}
