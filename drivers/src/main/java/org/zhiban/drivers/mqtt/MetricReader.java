package org.zhiban.drivers.mqtt;

import java.time.Instant;
import java.util.OptionalLong;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Reading;
import org.zhiban.drivers.SourceClock;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;
import org.zhiban.drivers.mqtt.sparkplug.WireValue;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** From metrics to samples. What a metric does not say is never made up. */
final class MetricReader {
  /** Sparkplug 3.0, 6.4.8; between them, as servers of OPC DA mean them. */
  private static final int GOOD = 192;

  private static final int UNCERTAIN = 64;
  private static final int LAST_OF_OPC = 255;
  private static final int STALE = 500;

  private final Arrival arrival;
  private final Payload payload;
  private final boolean birth;
  private final Decoded into;

  /**
   * A reader of one message.
   *
   * @param birth whether its values are those of now, however old their last change
   */
  MetricReader(Arrival arrival, Payload payload, boolean birth, Decoded into) {
    this.arrival = arrival;
    this.payload = payload;
    this.birth = birth;
    this.into = into;
  }

  /** Adds what the metric says of a point. */
  void read(DrivenPoint point, String name, DataType type, Metric metric) {
    if (metric.historical()) {
      past(point, name, type, metric);
      return;
    }
    OptionalLong told = birth || metric.time().isEmpty() ? payload.time() : metric.time();
    long now = arrival.received().toEpochMilli();
    boolean sane =
        told.stream()
            .anyMatch(time -> SourceClock.present(Instant.ofEpochMilli(time), arrival.received()));
    boolean clockOff = told.isPresent() && !sane;
    add(into.samples, point, name, type, metric, sane ? told.getAsLong() : now, clockOff);
  }

  /** Stored and forwarded: it belongs to its own time, and to none other. */
  private void past(DrivenPoint point, String name, DataType type, Metric metric) {
    OptionalLong time = metric.time();
    if (time.stream()
        .noneMatch(at -> SourceClock.past(Instant.ofEpochMilli(at), arrival.received()))) {
      reject(name, "a historical value without a time of its own that has been");
      return;
    }
    add(into.past, point, name, type, metric, time.getAsLong(), false);
  }

  private void add(
      SampleBatch batch,
      DrivenPoint point,
      String name,
      DataType type,
      Metric metric,
      long at,
      boolean clockOff) {
    int number = point.number();
    if (metric.absent()) {
      batch.bad(number, QualityReason.NOT_AVAILABLE, at);
      return;
    }
    var scalar = metric.value().flatMap(type::read);
    if (scalar.isEmpty()) {
      reject(name, misfit(type, metric));
      batch.bad(number, QualityReason.UNDECODABLE, at);
      return;
    }
    int code = metric.quality().orElse(GOOD);
    if (code != STALE && (code < UNCERTAIN || code > LAST_OF_OPC)) {
      batch.bad(number, QualityReason.SOURCE_MARKED, at);
      return;
    }
    Quality quality = code == STALE || code < GOOD || clockOff ? Quality.UNCERTAIN : Quality.GOOD;
    QualityReason reason =
        code == STALE
            ? QualityReason.STALE
            : code < GOOD
                ? QualityReason.SOURCE_MARKED
                : clockOff ? QualityReason.CLOCK_OFF : QualityReason.NONE;
    switch (Reading.of(point.spec(), meant(point, type, scalar.get()))) {
      case Reading.Value value when quality == Quality.GOOD ->
          batch.add(number, value.value(), null, value.quality(), value.reason(), at);
      case Reading.Value value -> batch.add(number, value.value(), null, quality, reason, at);
      case Reading.Text text -> batch.add(number, Double.NaN, text.text(), quality, reason, at);
      case Reading.Unusable unusable -> {
        if (unusable.reason() != QualityReason.NOT_AVAILABLE) {
          reject(name, unusable.why());
        }
        batch.bad(number, unusable.reason(), at);
      }
    }
  }

  /** A date is a number of milliseconds, and for a text point the date that it means. */
  private static Object meant(DrivenPoint point, DataType type, Object scalar) {
    return type == DataType.DATE_TIME
            && point.spec().kind() == PointKind.TEXT
            && scalar instanceof Long millis
        ? Instant.ofEpochMilli(millis).toString()
        : scalar;
  }

  private static String misfit(DataType type, Metric metric) {
    if (metric.value().isEmpty()) {
      return "neither a value nor is_null";
    }
    return switch (metric.value().get()) {
      case WireValue.Structured(String word) -> word + " cannot be the value of a point";
      case WireValue value when !type.scalar() -> type.word() + " cannot be the value of a point";
      case WireValue value -> "is said to be " + type.word() + ", and holds " + value;
    };
  }

  private void reject(String name, String why) {
    into.rejected.add(arrival.rejected(name, why));
  }
}
