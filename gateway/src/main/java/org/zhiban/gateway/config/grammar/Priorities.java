package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashMap;
import java.util.Map;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.alarm.Priority;

/** The words for how soon a person must act. */
final class Priorities {
  static final Leaf<Priority> PRIORITY = Words.of("a priority", words());

  private Priorities() {}

  private static Map<String, Priority> words() {
    Map<String, Priority> words = new LinkedHashMap<>();
    for (Priority priority : Priority.values()) {
      words.put(priority.word(), priority);
    }
    return words;
  }
}
