package org.zhiban.gateway.config;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.grammar.PartFiles;
import org.zhiban.gateway.config.grammar.SiteFile;
import org.zhiban.gateway.config.grammar.Templates;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Shape;

/** The tables of the manual of the site language, from the grammar itself. */
final class Manual {
  private final Map<String, MappingShape<?>> described = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private Manual() {}

  static String tables() {
    Manual manual = new Manual();
    List.of(
            SiteFile.shape(Map.of()),
            Templates.SHAPE,
            PartFiles.PLAN_FILE,
            PartFiles.RULE_FILE,
            PartFiles.TEST_FILE,
            PartFiles.SCENARIO_FILE)
        .forEach(manual::describe);
    return manual.text.toString();
  }

  /** A mapping and every mapping in it that was not described before, near ones first. */
  private void describe(MappingShape<?> file) {
    Deque<MappingShape<?>> next = new ArrayDeque<>(List.of(file));
    while (!next.isEmpty()) {
      MappingShape<?> mapping = next.remove();
      if (described.putIfAbsent(mapping.title(), mapping) == null) {
        table(mapping);
        mapping.parts().forEach(part -> next.addAll(mappings(part)));
      }
    }
  }

  private void table(MappingShape<?> mapping) {
    text.append("\n### ").append(capital(mapping.title())).append("\n\n");
    text.append("| key | value | if left out | meaning |\n|---|---|---|---|\n");
    for (Key<?> key : mapping.keys()) {
      text.append("| `")
          .append(key.name())
          .append("` | ")
          .append(value(key.shape()))
          .append(" | ")
          .append(key.required() ? "an error" : fallback(key.fallback()))
          .append(" | ")
          .append(cell(key.says()))
          .append(" |\n");
    }
  }

  private static String value(Shape<?> shape) {
    String says = cell(shape.says());
    List<String> further = new ArrayList<>();
    for (MappingShape<?> mapping : mappings(shape)) {
      String link = "[" + mapping.title() + "](#" + anchor(mapping.title()) + ")";
      if (says.endsWith(mapping.title())) {
        says = says.substring(0, says.length() - mapping.title().length()) + link;
      } else {
        further.add(link);
      }
    }
    return further.isEmpty() ? says : says + ": " + String.join(", ", further);
  }

  /** The mappings that a value may be, without those within them. */
  private static Collection<MappingShape<?>> mappings(Shape<?> shape) {
    Map<String, MappingShape<?>> found = new LinkedHashMap<>();
    if (shape instanceof MappingShape<?> mapping) {
      found.put(mapping.title(), mapping);
    } else {
      shape.parts().forEach(part -> mappings(part).forEach(one -> found.put(one.title(), one)));
    }
    return found.values();
  }

  private static String fallback(@Nullable Object fallback) {
    return switch (fallback) {
      case null -> "";
      case Duration duration -> "`" + duration(duration) + "`";
      case Enum<?> word -> "`" + word.name().toLowerCase(Locale.ROOT) + "`";
      case Boolean flag -> "`" + flag + "`";
      case Integer whole -> "`" + whole + "`";
      case Double number -> "`" + number + "`";
      case Collection<?> _, Map<?, ?> _ -> "none";
      case org.zhiban.model.site.Span span -> "`" + span + "`";
      default -> "";
    };
  }

  private static String duration(Duration duration) {
    long millis = duration.toMillis();
    return millis % 60_000 == 0 && millis > 0
        ? millis / 60_000 + "m"
        : millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  private static String cell(String says) {
    return says.replace("|", "\\|");
  }

  private static String capital(String title) {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
  }
}
