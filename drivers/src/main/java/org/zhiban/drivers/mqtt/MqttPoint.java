package org.zhiban.drivers.mqtt;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.PointKind;

/** A point with its pointers read, ready for messages. */
sealed interface MqttPoint {
  DrivenPoint point();

  /** The topics it is read from. */
  String filter();

  /** Where the message carries the source's time. */
  Optional<JsonPointer> time();

  /**
   * A point with a value that holds.
   *
   * @param pointer to the value; the empty pointer means that the whole payload is the scalar
   */
  record State(DrivenPoint point, String filter, JsonPointer pointer, Optional<JsonPointer> time)
      implements MqttPoint {
    /** Whether the payload itself is the value, JSON or not. */
    boolean scalar() {
      return pointer.matches();
    }
  }

  /** A point whose every message is a record. */
  record Event(
      DrivenPoint point,
      String filter,
      JsonPointer id,
      Optional<JsonPointer> time,
      Map<String, Field> fields)
      implements MqttPoint {}

  /** A field of an event. */
  record Field(PointSource.FieldType type, JsonPointer pointer) {}

  /** Reads the sources of a link's points; refuses with every malformed one. */
  static List<MqttPoint> of(List<DrivenPoint> points) {
    List<MqttPoint> read = new ArrayList<>();
    List<LinkRefusal> refusals = new ArrayList<>();
    for (DrivenPoint point : points) {
      if (!(point.spec().source().orElse(null) instanceof PointSource.Mqtt source)) {
        refusals.add(new LinkRefusal.ForeignSource(point.ref(), point.spec().position(), "mqtt"));
        continue;
      }
      if (!TopicTree.wellFormed(source.topic())) {
        refusals.add(
            new LinkRefusal.MalformedTopic(point.ref(), point.spec().position(), source.topic()));
      }
      try {
        read.add(of(point, source));
      } catch (LinkRefusedException e) {
        refusals.addAll(e.refusals());
      }
    }
    if (!refusals.isEmpty()) {
      throw new LinkRefusedException(refusals);
    }
    return read;
  }

  private static MqttPoint of(DrivenPoint point, PointSource.Mqtt source) {
    Optional<JsonPointer> time = Optional.empty();
    if (source.time().isPresent()) {
      time = Optional.of(pointer(point, source.time().get()));
    }
    if (point.spec().kind() != PointKind.EVENT) {
      return new State(point, source.topic(), pointer(point, source.pointer()), time);
    }
    if (source.id().isEmpty()) {
      throw new LinkRefusedException(
          List.of(new LinkRefusal.EventWithoutId(point.ref(), point.spec().position())));
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    for (var field : source.fields().entrySet()) {
      fields.put(
          field.getKey(),
          new Field(field.getValue().type(), pointer(point, field.getValue().pointer())));
    }
    return new Event(point, source.topic(), pointer(point, source.id().get()), time, fields);
  }

  private static JsonPointer pointer(DrivenPoint point, String text) {
    try {
      return JsonPointer.compile(text);
    } catch (IllegalArgumentException _) {
      throw new LinkRefusedException(
          List.of(new LinkRefusal.MalformedPointer(point.ref(), point.spec().position(), text)));
    }
  }
}
