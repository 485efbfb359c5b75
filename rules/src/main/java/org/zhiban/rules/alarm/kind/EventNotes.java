package org.zhiban.rules.alarm.kind;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.telemetry.PointEvent;

/**
 * An event among the notes of a rule, so that an alarm which it may still become says the same
 * after a restart. Fields that the site keeps private are not written down.
 *
 * @param hidden names of the private fields
 */
record EventNotes(Set<String> hidden) {
  private static final String PARTS = "&";
  private static final String NUMBER = "n";
  private static final String TRUTH = "b";
  private static final String TEXT = "t";

  EventNotes {
    hidden = Set.copyOf(hidden);
  }

  void write(Notes notes, String name, PointEvent event) {
    StringBuilder text = new StringBuilder();
    text.append(event.point()).append(PARTS).append(coded(event.id()));
    text.append(PARTS).append(event.time().toEpochMilli());
    text.append(PARTS).append(event.received().toEpochMilli());
    event
        .fields()
        .forEach(
            (field, value) -> {
              if (!hidden.contains(field)) {
                text.append(PARTS).append(coded(field));
                text.append(PARTS).append(type(value)).append(coded(value.toString()));
              }
            });
    notes.put(name, text.toString());
  }

  static PointEvent read(Notes notes, String name) {
    String[] parts = notes.words(name).split(PARTS, -1);
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int part = 4; part + 1 < parts.length; part += 2) {
      fields.put(decoded(parts[part]), value(parts[part + 1]));
    }
    return new PointEvent(
        Integer.parseInt(parts[0]),
        decoded(parts[1]),
        Instant.ofEpochMilli(Long.parseLong(parts[2])),
        Instant.ofEpochMilli(Long.parseLong(parts[3])),
        Optional.empty(),
        fields);
  }

  private static String type(Object value) {
    return switch (value) {
      case Double _ -> NUMBER;
      case Boolean _ -> TRUTH;
      default -> TEXT;
    };
  }

  private static Object value(String text) {
    String words = decoded(text.substring(1));
    return switch (text.substring(0, 1)) {
      case NUMBER -> Double.valueOf(words);
      case TRUTH -> Boolean.valueOf(words);
      default -> words;
    };
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
