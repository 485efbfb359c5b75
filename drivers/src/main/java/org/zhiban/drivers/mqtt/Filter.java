package org.zhiban.drivers.mqtt;

import java.util.List;
import org.zhiban.model.telemetry.LinkStatus;

/** A topic filter that is subscribed to, the points behind it, and how it does. */
final class Filter {
  final String topic;
  final List<MqttPoint> points;
  LinkStatus.State state = LinkStatus.State.DOWN;

  Filter(String topic, List<MqttPoint> points) {
    this.topic = topic;
    this.points = List.copyOf(points);
  }
}
