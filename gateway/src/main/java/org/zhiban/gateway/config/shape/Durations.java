package org.zhiban.gateway.config.shape;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Span;

/** Lengths of time: {@code 500ms 1s 5m 2h 15d 1wd}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d|wd)");
  private static final String REMEDY = "write a whole number and ms, s, m, h or d: 500ms, 30s, 5m";

  private Durations() {}

  /** A fixed length of time, zero included; a day counts 24 h. */
  public static Leaf<Duration> duration() {
    return duration("a duration", _ -> true);
  }

  /** A fixed length of time above zero. */
  public static Leaf<Duration> positive() {
    return duration("a duration above 0", duration -> !duration.isZero());
  }

  private static Leaf<Duration> duration(String says, Predicate<Duration> allowed) {
    return Leaf.of(
        says,
        REMEDY,
        scalar -> {
          Span span = spanOf(scalar.text());
          if (span == null || span.unit() == Span.Unit.WORKING_DAY) {
            return null;
          }
          Duration duration = span.toDuration();
          return allowed.test(duration) ? duration : null;
        });
  }

  /** A length of time above zero in the calendar's words; a day is a calendar day. */
  public static Leaf<Span> span() {
    return Leaf.of(
        "a length of time",
        "write a whole number and m, h, d or wd (working days): 30m, 15d, 1wd",
        scalar -> {
          Span span = spanOf(scalar.text());
          return span == null || span.amount() == 0 ? null : span;
        });
  }

  private static @Nullable Span spanOf(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    for (Span.Unit unit : Span.Unit.values()) {
      if (unit.suffix().equals(form.group(2))) {
        return new Span(Long.parseLong(form.group(1)), unit);
      }
    }
    return null;
  }
}
