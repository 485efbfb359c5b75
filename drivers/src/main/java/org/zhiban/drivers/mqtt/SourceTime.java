package org.zhiban.drivers.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/** The time that a device wrote into its message. */
public final class SourceTime {
  /** ISO 8601 with an offset: {@code +08:00}, {@code +0800}, {@code +08} or {@code Z}. */
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);

  /** Seconds since 1970 reach this only in the year 5138, milliseconds passed it in 1973. */
  private static final BigDecimal FIRST_MILLISECONDS = new BigDecimal("100000000000");

  private static final BigDecimal THOUSAND = new BigDecimal(1000);

  /** Beyond any calendar; also keeps a hostile exponent from being written out in digits. */
  private static final BigDecimal ABSURD = new BigDecimal("1e15");

  private SourceTime() {}

  /**
   * The instant that the node names: ISO 8601 with an offset, or seconds or milliseconds since 1970
   * as a number or its text. Empty where it names none.
   */
  public static Optional<Instant> parse(JsonNode node) {
    try {
      if (node.isNumber()) {
        return Optional.of(sinceEpoch(node.decimalValue()));
      }
      if (!node.isTextual()) {
        return Optional.empty();
      }
      String text = node.textValue().strip();
      return org.zhiban.drivers.Reading.NUMBER.matcher(text).matches()
          ? Optional.of(sinceEpoch(new BigDecimal(text)))
          : Optional.of(OffsetDateTime.parse(text.replace(' ', 'T'), WITH_OFFSET).toInstant());
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Instant sinceEpoch(BigDecimal number) {
    if (number.abs().compareTo(ABSURD) >= 0) {
      throw new IllegalArgumentException("no time: " + number);
    }
    BigDecimal millis =
        number.abs().compareTo(FIRST_MILLISECONDS) >= 0 ? number : number.multiply(THOUSAND);
    return Instant.ofEpochMilli(millis.toBigInteger().longValue());
  }
}
