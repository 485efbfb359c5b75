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
import java.util.function.Predicate;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.staff.StaffMember;

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
    return between(before, after, _ -> false);
  }

  /** Everything that differs but what stands in parts of records that are passed over. */
  static List<Difference> between(
      Object before, Object after, Predicate<RecordComponent> passedOver) {
    Search search = new Search(passedOver, new ArrayList<>());
    search.compare("", before, after);
    return List.copyOf(search.found());
  }

  /** One walk over both. What is secret is said to differ, and no more. */
  private record Search(Predicate<RecordComponent> passedOver, List<Difference> found) {
    private void compare(String path, Object before, Object after) {
      if (before instanceof SourcePosition && after instanceof SourcePosition) {
        return;
      }
      if (before instanceof Secret || before instanceof StaffMember.Phone) {
        if (!before.equals(after)) {
          found.add(new Difference(path, UNSHOWN, UNSHOWN));
        }
      } else if (before instanceof Expression was && after instanceof Expression is) {
        compare(path, was.text(), is.text());
      } else if (before instanceof Optional<?> was && after instanceof Optional<?> is) {
        compareOptional(path, was, is);
      } else if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
        compareMaps(path, was, is);
      } else if (before instanceof List<?> was && after instanceof List<?> is) {
        compareLists(path, was, is);
      } else if (before.getClass().isRecord() && before.getClass() == after.getClass()) {
        compareRecords(path, before, after);
      } else if (!before.equals(after)) {
        found.add(new Difference(path, shown(before), shown(after)));
      }
    }

    private void compareOptional(String path, Optional<?> before, Optional<?> after) {
      if (before.isPresent() && after.isPresent()) {
        compare(path, before.get(), after.get());
      } else if (before.isPresent() || after.isPresent()) {
        found.add(
            new Difference(
                path,
                before.map(Difference::shown).orElse(""),
                after.map(Difference::shown).orElse("")));
      }
    }

    private void compareMaps(String path, Map<?, ?> before, Map<?, ?> after) {
      Set<Object> keys = new LinkedHashSet<>(before.keySet());
      keys.addAll(after.keySet());
      for (Object key : keys) {
        Object was = before.get(key);
        Object is = after.get(key);
        String inner = join(path, String.valueOf(key));
        if (was != null && is != null) {
          compare(inner, was, is);
        } else {
          found.add(
              new Difference(inner, was == null ? "" : shown(was), is == null ? "" : shown(is)));
        }
      }
    }

    private void compareLists(String path, List<?> before, List<?> after) {
      if (before.size() != after.size()) {
        found.add(new Difference(path, shown(before), shown(after)));
        return;
      }
      for (int place = 0; place < before.size(); place++) {
        compare(path + "[" + place + "]", before.get(place), after.get(place));
      }
    }

    private void compareRecords(String path, Object before, Object after) {
      for (RecordComponent part : before.getClass().getRecordComponents()) {
        if (passedOver.test(part)
            || (before instanceof RuleSpec && part.getName().equals("text"))) {
          continue;
        }
        compare(join(path, words(part.getName())), read(part, before), read(part, after));
      }
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
