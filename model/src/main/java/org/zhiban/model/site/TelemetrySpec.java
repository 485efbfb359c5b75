package org.zhiban.model.site;

import java.util.Optional;

/** How long raw history is kept, and where it is forwarded. */
public record TelemetrySpec(Span retention, Optional<Influx> influx) {
  public static final Span DEFAULT_RETENTION = new Span(400, Span.Unit.DAY);

  /** An InfluxDB 2 bucket. */
  public record Influx(String url, String org, String bucket, Secret token) {}
}
