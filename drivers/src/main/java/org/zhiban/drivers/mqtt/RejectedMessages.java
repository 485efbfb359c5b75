package org.zhiban.drivers.mqtt;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.telemetry.RejectedMessage;

/**
 * The last {@value #KEPT} rejected messages of each topic, of the {@value #TOPICS} topics that were
 * last in trouble. Safe for concurrent use.
 */
final class RejectedMessages {
  static final int KEPT = 100;
  static final int TOPICS = 1_000;

  private final LinkedHashMap<String, ArrayDeque<RejectedMessage>> byTopic =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<RejectedMessage>> eldest) {
          return size() > TOPICS;
        }
      };

  synchronized void add(RejectedMessage message) {
    ArrayDeque<RejectedMessage> kept =
        byTopic.computeIfAbsent(message.topic(), _ -> new ArrayDeque<>());
    if (kept.size() == KEPT) {
      kept.removeFirst();
    }
    kept.addLast(message);
  }

  /** All that are kept, by topic, oldest first. */
  synchronized Map<String, List<RejectedMessage>> all() {
    Map<String, List<RejectedMessage>> all = new LinkedHashMap<>();
    byTopic.forEach((topic, kept) -> all.put(topic, List.copyOf(kept)));
    return all;
  }
}
