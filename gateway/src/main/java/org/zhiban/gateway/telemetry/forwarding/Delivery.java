package org.zhiban.gateway.telemetry.forwarding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.telemetry.forwarding.MeasurementSink.Outcome;

/**
 * Brings a batch to a sink whatever single rows are worth: a batch that is refused is halved until
 * the rows that are at fault stand alone.
 */
final class Delivery {
  /** A row that the sink refuses, and why. */
  record Refused(Measurement row, String reason) {}

  private final MeasurementSink sink;
  private final List<Refused> refused = new ArrayList<>();

  Delivery(MeasurementSink sink) {
    this.sink = sink;
  }

  /** Delivers all but what is refused; what stopped it, where something did. */
  Optional<Outcome.Unavailable> deliver(List<Measurement> rows) {
    return switch (sink.write(rows)) {
      case Outcome.Accepted _ -> Optional.empty();
      case Outcome.Unavailable unavailable -> Optional.of(unavailable);
      case Outcome.Rejected rejected -> {
        if (rows.size() == 1) {
          refused.add(new Refused(rows.getFirst(), rejected.reason()));
          yield Optional.empty();
        }
        int half = rows.size() / 2;
        yield deliver(rows.subList(0, half)).or(() -> deliver(rows.subList(half, rows.size())));
      }
    };
  }

  List<Refused> refused() {
    return refused;
  }
}
