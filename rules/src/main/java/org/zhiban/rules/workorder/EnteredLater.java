package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Steps that were taken without the console, on paper or in a basement, and are entered afterwards
 * with their true time: between the step before and the present, and no longer ago than the site
 * allows.
 */
record EnteredLater(Site site) {
  /** The field that says when. */
  static final String FIELD = "at";

  /** What came of it. */
  sealed interface Asked {
    /**
     * The moment of the step.
     *
     * @param entered when it was entered, where that is another moment
     */
    record When(Instant then, Optional<Instant> entered) implements Asked {}

    record Refused(OrderRefusal reason) implements Asked {}
  }

  /**
   * When a step was taken.
   *
   * @param before when the step before was taken; it is asked for where the step says its time
   */
  Asked when(
      WorkOrder order,
      Map<String, String> fields,
      Supplier<Optional<Instant>> before,
      Instant now) {
    Optional<String> given = text(fields, FIELD);
    if (given.isEmpty()) {
      return new Asked.When(now, Optional.empty());
    }
    Instant then;
    try {
      then = OffsetDateTime.parse(given.get()).toInstant();
    } catch (DateTimeException _) {
      return wrong(
          "at 请写 2026-11-22T18:00:00+08:00",
          "at is a time such as 2026-11-22T18:00:00+08:00: " + given.get());
    }
    if (then.isAfter(now)) {
      return wrong("补录时间不能晚于现在", "A step is not entered before it is taken");
    }
    Duration longest = site.service().enteredWithin();
    if (then.isBefore(now.minus(longest))) {
      return wrong(
          "补录不得超过 " + longest.toHours() + " 小时，请改填备注",
          "A step is entered within " + longest.toHours() + " hours; say it in a note instead");
    }
    Instant earliest = before.get().orElse(order.openedAt());
    if (then.isBefore(earliest)) {
      return wrong(
          "补录时间不能早于上一步（" + earliest + "）",
          "The step before was taken at " + earliest + "; this one was not taken earlier");
    }
    return new Asked.When(then, Optional.of(now));
  }

  private static Asked wrong(String zh, String en) {
    return new Asked.Refused(new OrderRefusal.WrongField(FIELD, new LocalizedText(zh, en)));
  }
}
