package org.zhiban.gateway.figures;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.gateway.commissioning.sheet.SheetCsv;

/** A table in the making. */
final class Csv {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final ZoneId zone;
  private final Stream.Builder<List<String>> rows = Stream.builder();

  Csv(ZoneId zone, List<String> head) {
    this.zone = zone;
    rows.add(head);
  }

  /**
   * Adds a row of texts, numbers, moments, which are told in the site's zone, and {@link Optional}s
   * of them.
   */
  Csv row(Object... cells) {
    rows.add(Stream.of(cells).map(this::text).toList());
    return this;
  }

  private String text(Object cell) {
    return switch (cell) {
      case Optional<?> maybe -> maybe.map(this::text).orElse("");
      case Instant time -> TIME.withZone(zone).format(time);
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case Boolean yes -> yes ? "1" : "0";
      default -> cell.toString();
    };
  }

  /** The whole of it, with the byte order mark by which Excel knows UTF-8. */
  String table() {
    return SheetCsv.table(rows.build());
  }
}
