package org.zhiban.simulators.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.site.PointSource.Mqtt;
import org.zhiban.model.site.PointSpec;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Snapshot;
import org.zhiban.simulators.plant.Snapshot.Reach;

/**
 * One topic on which the state of one or more points is published: at the points' own pace, and at
 * once when a switch or a state changes. When its device is cut off, the edge box says so by {@code
 * online}, as a last will does, and keeps saying so.
 */
final class StateTopic {
  private static final String ONLINE = "online";

  /** What an edge box passes on of a device that it no longer understands. */
  private static final String GARBLED = "{\"error\":";

  private final String topic;
  private final SourceTime sourceTime;
  private final List<Part> parts = new ArrayList<>();
  private Instant last = Instant.MIN;
  private List<Object> lastSwitches = List.of();

  /** A point in the message. */
  record Part(EquipmentTwin twin, int position, PointSpec point, Mqtt source) {}

  StateTopic(String topic, SourceTime sourceTime) {
    this.topic = topic;
    this.sourceTime = sourceTime;
  }

  void add(Part part) {
    parts.add(part);
  }

  /** The message that is due now, if any. */
  Optional<Message> due(Instant now) {
    Duration pace =
        parts.stream().map(part -> part.point().period()).min(Duration::compareTo).orElseThrow();
    List<Object> switches = switches();
    if (switches.equals(lastSwitches) && now.isBefore(last.plus(pace))) {
      return Optional.empty();
    }
    lastSwitches = switches;
    last = now;
    return payload(now).map(payload -> new Message(topic, payload, true));
  }

  /** Whether a reader has to wait for what this topic says. */
  boolean slow() {
    return parts.stream().anyMatch(part -> part.twin().snapshot().reach() == Reach.SLOWLY);
  }

  private List<Object> switches() {
    List<Object> switches = new ArrayList<>();
    for (Part part : parts) {
      Snapshot snapshot = part.twin().snapshot();
      switches.add(snapshot.reach());
      switch (part.point().kind()) {
        case BINARY, MULTISTATE -> switches.add(snapshot.numbers().get(part.position()));
        case TEXT -> switches.add(String.valueOf(snapshot.texts().get(part.position())));
        case ANALOG, COUNTER, EVENT -> {}
      }
    }
    return switches;
  }

  private Optional<String> payload(Instant now) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    for (Part part : parts) {
      Snapshot snapshot = part.twin().snapshot();
      boolean cutOff = snapshot.reach() == Reach.SILENT;
      if (snapshot.reach() == Reach.REFUSES) {
        return Optional.of(GARBLED);
      }
      if (cutOff && !part.point().id().equals(ONLINE)) {
        continue;
      }
      JsonNode value =
          cutOff ? message.booleanNode(false) : Scalars.of(part.point(), snapshot, part.position());
      if (part.source().pointer().isEmpty()) {
        return Optional.of(value.asText());
      }
      JsonPlace.put(message, part.source().pointer(), value);
      part.source()
          .time()
          .ifPresent(
              pointer -> JsonPlace.put(message, pointer, message.textNode(sourceTime.text(now))));
    }
    return message.isEmpty() ? Optional.empty() : Optional.of(message.toString());
  }
}
