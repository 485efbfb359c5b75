package org.zhiban.gateway.change;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.SourcePosition;

/**
 * One thing that two versions of a part of a site say differently. Where a thing stands in its file
 * is no difference, nor is how a rule was written down.
 *
 * @param path what differs, in the words of the model: {@code condition.limits[0].at}
 * @param before what was said; empty where nothing was
 * @param after what is said
 */
public record Difference(String path, String before, String after) {
  private static final String UNSHOWN = "…";
  private static final int LONGEST_SHOWN = 120;

  /** Everything that differs; empty where both mean the same. */
  public static List<Difference> between(Object before, Object after) {
    List<Difference> found = new ArrayList<>();
    compare("", before, after, found);
    return List.copyOf(found);
  }

  private static void compare(String path, Object before, Object after, List<Difference> found) {
    if (before instanceof SourcePosition && after instanceof SourcePosition) {
      return;
    }
    if (before instanceof Expression was && after instanceof Expression is) {
      compare(path, was.text(), is.text(), found);
    } else if (before instanceof Optional<?> was && after instanceof Optional<?> is) {
      compareOptional(path, was, is, found);
    } else if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
      compareMaps(path, was, is, found);
    } else if (before instanceof List<?> was && after instanceof List<?> is) {
      compareLists(path, was, is, found);
    } else if (before.getClass().isRecord() && before.getClass() == after.getClass()) {
      compareRecords(path, before, after, found);
    } else if (!before.equals(after)) {
      found.add(new Difference(path, shown(before), shown(after)));
    }
  }

  private static void compareOptional(
      String path, Optional<?> before, Optional<?> after, List<Difference> found) {
    if (before.isPresent() && after.isPresent()) {
      compare(path, before.get(), after.get(), found);
    } else if (before.isPresent() || after.isPresent()) {
      found.add(
          new Difference(
              path,
              before.map(Difference::shown).orElse(""),
              after.map(Difference::shown).orElse("")));
    }
  }

  private static void compareMaps(
      String path, Map<?, ?> before, Map<?, ?> after, List<Difference> found) {
    Set<Object> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (Object key : keys) {
      Object was = before.get(key);
      Object is = after.get(key);
      String inner = join(path, String.valueOf(key));
      if (was != null && is != null) {
        compare(inner, was, is, found);
      } else {
        found.add(
            new Difference(inner, was == null ? "" : shown(was), is == null ? "" : shown(is)));
      }
    }
  }

  private static void compareLists(
      String path, List<?> before, List<?> after, List<Difference> found) {
    if (before.size() != after.size()) {
      found.add(new Difference(path, shown(before), shown(after)));
      return;
    }
    for (int place = 0; place < before.size(); place++) {
      compare(path + "[" + place + "]", before.get(place), after.get(place), found);
    }
  }

  private static void compareRecords(
      String path, Object before, Object after, List<Difference> found) {
    for (RecordComponent part : before.getClass().getRecordComponents()) {
      if (before instanceof RuleSpec && part.getName().equals("text")) {
        continue;
      }
      compare(join(path, words(part.getName())), read(part, before), read(part, after), found);
    }
  }

  private static Object read(RecordComponent part, Object record) {
    try {
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a public record can be read: " + part, e);
    }
  }

  private static String join(String path, String part) {
    return path.isEmpty() ? part : path + "." + part;
  }

  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String shown(Object value) {
    String text =
        switch (value) {
          case Secret _ -> UNSHOWN;
          case Optional<?> optional -> optional.map(Difference::shown).orElse("");
          case OptionalDouble number ->
              number.isPresent() ? String.valueOf(number.getAsDouble()) : "";
          case OptionalInt number -> number.isPresent() ? String.valueOf(number.getAsInt()) : "";
          case Duration duration -> words(duration);
          case Expression expression -> expression.text();
          case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
          case Condition condition -> condition.kind();
          case List<?> list -> list.stream().map(Difference::shown).toList().toString();
          case Record _ -> UNSHOWN;
          default -> String.valueOf(value);
        };
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + UNSHOWN : text;
  }

  private static String words(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  @Override
  public String toString() {
    return path
        + ": "
        + (before.isEmpty() ? "-" : before)
        + " → "
        + (after.isEmpty() ? "-" : after);
  }
}
