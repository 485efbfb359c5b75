package org.zhiban.drivers.opcua;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.Reading;
import org.zhiban.drivers.SourceClock;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * What a server's data value means: OPC UA Part 4, 7.7 and 7.34. The status' severity decides the
 * quality; its code, the reason.
 */
final class NodeReading {
  private NodeReading() {}

  /**
   * Adds the value to a batch.
   *
   * @param first the value is the answer to having asked, not to a change: it holds now, however
   *     long ago it changed
   * @return what is wrong with it, for a person; empty where the value was understood
   */
  static Optional<String> add(
      NodePoint node, DataValue value, boolean first, Instant received, SampleBatch into) {
    int number = node.point().number();
    long now = received.toEpochMilli();
    StatusCode status = value.statusCode();
    if (status.isBad()) {
      into.bad(number, reason(status), now);
      return Optional.of(node.name() + ": " + words(status));
    }
    Object held = scalar(value.value().value());
    if (held == null) {
      into.bad(number, QualityReason.NOT_AVAILABLE, now);
      return Optional.empty();
    }
    if (held instanceof Unreadable unreadable) {
      into.bad(number, QualityReason.UNDECODABLE, now);
      return Optional.of(node.name() + ": expected a single value, got " + unreadable.type());
    }
    Optional<Instant> source = source(value, first, received);
    boolean clockOff = source.isEmpty();
    long time = first ? now : source.orElse(received).toEpochMilli();
    return add(node.point().spec(), number, held, status, clockOff, time, into)
        .map(why -> node.name() + ": " + why);
  }

  private static Optional<String> add(
      PointSpec spec,
      int number,
      Object held,
      StatusCode status,
      boolean clockOff,
      long time,
      SampleBatch into) {
    QualityReason doubt =
        status.isUncertain()
            ? QualityReason.SOURCE_MARKED
            : clockOff ? QualityReason.CLOCK_OFF : QualityReason.NONE;
    Quality quality = doubt == QualityReason.NONE ? Quality.GOOD : Quality.UNCERTAIN;
    return switch (Reading.of(spec, held)) {
      case Reading.Value read when read.quality() == Quality.GOOD -> {
        into.add(number, read.value(), null, quality, doubt, time);
        yield Optional.empty();
      }
      case Reading.Value read -> {
        into.add(number, read.value(), null, read.quality(), read.reason(), time);
        yield Optional.empty();
      }
      case Reading.Text read -> {
        into.add(number, Double.NaN, read.text(), quality, doubt, time);
        yield Optional.empty();
      }
      case Reading.Unusable unusable -> {
        into.bad(number, unusable.reason(), time);
        yield Optional.of(unusable.why());
      }
    };
  }

  /** The source's time where it may be believed; the time of receipt where there is none. */
  private static Optional<Instant> source(DataValue value, boolean first, Instant received) {
    DateTime stamped = value.sourceTime();
    if (stamped == null || stamped.isNull()) {
      return Optional.of(received);
    }
    Instant time = stamped.getJavaInstant();
    boolean sane = first ? SourceClock.past(time, received) : SourceClock.present(time, received);
    return sane ? Optional.of(time) : Optional.empty();
  }

  /** A value as a number, a truth or a text; one that is neither says its own type. */
  static @Nullable Object scalar(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean bool -> bool;
      case Number number -> number;
      case String text -> text;
      case LocalizedText text -> text.text();
      case QualifiedName name -> name.name();
      case DateTime time -> time.getJavaInstant().toString();
      case UUID id -> id.toString();
      default -> new Unreadable(value.getClass().getSimpleName());
    };
  }

  /** A value that is no single one: an array, a structure, a block of bytes. */
  record Unreadable(String type) {}

  /** Why a status is bad; every other code than these is a refusal. */
  static QualityReason reason(StatusCode status) {
    long code = status.value() & 0xFFFF0000L;
    if (code == StatusCodes.Bad_Timeout) {
      return QualityReason.TIMEOUT;
    }
    if (code == StatusCodes.Bad_NoCommunication
        || code == StatusCodes.Bad_NotConnected
        || code == StatusCodes.Bad_DeviceFailure) {
      return QualityReason.DEVICE_OFFLINE;
    }
    if (code == StatusCodes.Bad_WaitingForInitialData
        || code == StatusCodes.Bad_NoData
        || code == StatusCodes.Bad_OutOfService
        || code == StatusCodes.Bad_NoDataAvailable) {
      return QualityReason.NOT_AVAILABLE;
    }
    return code == StatusCodes.Bad_SensorFailure
        ? QualityReason.SOURCE_MARKED
        : QualityReason.DEVICE_REFUSED;
  }

  /** A status by the standard's name and number. */
  static String words(StatusCode status) {
    String number = String.format(java.util.Locale.ROOT, "0x%08X", status.value());
    return StatusCodes.lookup(status.value() & 0xFFFF0000L)
        .map(names -> names[0] + " (" + number + ")")
        .orElse(number);
  }
}
