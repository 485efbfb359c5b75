package org.zhiban.rules.alarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.Figures;
import org.zhiban.rules.expression.Reading;
import org.zhiban.rules.expression.Scope;

/** A message with {@code {point}}, {@code {id/point}} or {@code {event.field}} for values. */
final class MessageText {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final String HIDDEN = "***";

  private final LocalizedText text;
  private final Map<String, Reading> readings = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();

  MessageText(LocalizedText text, Scope scope) {
    this.text = text;
    for (Language language : Language.values()) {
      Matcher placeholder = PLACEHOLDER.matcher(text.in(language));
      while (placeholder.find()) {
        String name = placeholder.group(1);
        Reading.find(name, scope)
            .ifPresentOrElse(reading -> readings.put(name, reading), () -> unknown.add(name));
      }
    }
  }

  /** Names in braces that stand for nothing. */
  List<String> unknown() {
    return unknown.stream().distinct().toList();
  }

  List<Reading> readings() {
    return List.copyOf(readings.values());
  }

  LocalizedText filled(PointTable table, @Nullable PointEvent event) {
    return new LocalizedText(filled(Language.ZH, table, event), filled(Language.EN, table, event));
  }

  private String filled(Language language, PointTable table, @Nullable PointEvent event) {
    return PLACEHOLDER
        .matcher(text.in(language))
        .replaceAll(
            found -> {
              Reading reading = readings.get(found.group(1));
              return Matcher.quoteReplacement(
                  reading == null
                      ? found.group()
                      : reading.hidden() ? HIDDEN : words(reading.value(table, event), language));
            });
  }

  /** A value as a person writes it. */
  static String words(@Nullable Object value, Language language) {
    boolean zh = language == Language.ZH;
    return switch (value) {
      case null -> zh ? "（无效）" : "(bad)";
      case Double number -> Figures.measured(number);
      case Boolean truth when truth -> zh ? "是" : "yes";
      case Boolean _ -> zh ? "否" : "no";
      default -> value.toString();
    };
  }
}
