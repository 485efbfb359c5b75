package org.zhiban.simulators.mqtt;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Time stamps as devices write them: ISO 8601 with milliseconds and the site's offset. */
record SourceTime(ZoneId zone) {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  String text(Instant time) {
    return FORMAT.format(time.atZone(zone));
  }
}
