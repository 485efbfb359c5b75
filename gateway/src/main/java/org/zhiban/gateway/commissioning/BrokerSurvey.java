package org.zhiban.gateway.commissioning;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.zhiban.drivers.mqtt.Arrival;

/** What came from a broker, by topic. */
public final class BrokerSurvey {
  /** Topics that are kept apart. */
  static final int MOST_TOPICS = 5_000;

  private final Map<String, TopicSurvey> topics = new TreeMap<>();
  private final java.util.Set<String> leftOut = new java.util.HashSet<>();
  private long messages;

  /** Takes a message in. */
  public void add(Arrival arrival) {
    messages++;
    if (topics.size() >= MOST_TOPICS && !topics.containsKey(arrival.topic())) {
      if (leftOut.size() < MOST_TOPICS) {
        leftOut.add(arrival.topic());
      }
      return;
    }
    topics.computeIfAbsent(arrival.topic(), TopicSurvey::new).add(arrival);
  }

  /** All that is known by now. */
  public TopicFindings found(Duration listened, long dropped) {
    return new TopicFindings(
        listened.toMillis() / 1000.0,
        messages,
        dropped,
        topics.values().stream().map(TopicSurvey::found).toList(),
        leftOut.size());
  }
}
