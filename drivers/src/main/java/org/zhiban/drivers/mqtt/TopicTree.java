package org.zhiban.drivers.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to topic filters, found by topic: MQTT 5, 4.7. The cost of a look-up goes by the
 * levels of the topic, not by the number of filters. Filled first, then only read.
 */
final class TopicTree<T> {
  private final Level<T> root = new Level<>();

  /** Whether the filter is well formed: wildcards stand alone in a level, {@code #} last. */
  static boolean wellFormed(String filter) {
    if (filter.isEmpty() || filter.indexOf('\0') >= 0) {
      return false;
    }
    String[] levels = filter.split("/", -1);
    for (int index = 0; index < levels.length; index++) {
      String level = levels[index];
      boolean alone = level.length() == 1;
      if (level.indexOf('+') >= 0 && !alone) {
        return false;
      }
      if (level.indexOf('#') >= 0 && (!alone || index < levels.length - 1)) {
        return false;
      }
    }
    return true;
  }

  void add(String filter, T item) {
    Level<T> level = root;
    for (String name : filter.split("/", -1)) {
      level = level.below.computeIfAbsent(name, _ -> new Level<>());
    }
    level.items.add(item);
  }

  /** Everything whose filter the topic matches. */
  List<T> at(String topic) {
    List<T> found = new ArrayList<>();
    collect(root, topic.split("/", -1), 0, found);
    return found;
  }

  private static <T> void collect(Level<T> level, String[] topic, int depth, List<T> found) {
    // MQTT 5, 4.7.2: a first wildcard does not reach the server's own topics
    boolean wild = depth > 0 || !topic[0].startsWith("$");
    Level<T> rest = level.below.get("#");
    if (rest != null && wild) {
      found.addAll(rest.items);
    }
    if (depth == topic.length) {
      found.addAll(level.items);
      return;
    }
    descend(level.below.get(topic[depth]), topic, depth, found);
    if (wild) {
      descend(level.below.get("+"), topic, depth, found);
    }
  }

  private static <T> void descend(
      @Nullable Level<T> level, String[] topic, int depth, List<T> found) {
    if (level != null) {
      collect(level, topic, depth + 1, found);
    }
  }

  private static final class Level<T> {
    final Map<String, Level<T>> below = new HashMap<>();
    final List<T> items = new ArrayList<>();
  }
}
