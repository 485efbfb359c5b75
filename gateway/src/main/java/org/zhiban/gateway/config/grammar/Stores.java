package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Span;
import org.zhiban.model.site.TelemetrySpec;

/** Where data goes: history, its forwarding, and the store of operations. */
final class Stores {
  private static final Key<String> URL =
      required(
          "url",
          Texts.matching(
              "a web address",
              "write http:// or https:// and a host",
              text -> text.matches("https?://[^\\s/]+\\S*")),
          "address of the server");
  private static final Key<String> ORG = required("org", Texts.text(), "organization");
  private static final Key<String> BUCKET = required("bucket", Texts.text(), "bucket");
  private static final Key<Secrets.Found> TOKEN =
      required("token", Secrets.secret(), "may write to the bucket");

  private static final MappingShape<TelemetrySpec.Influx> INFLUX =
      MappingShape.of("an InfluxDB 2 bucket", List.of(URL, ORG, BUCKET, TOKEN), Stores::influx);

  private static final Key<Span> RETENTION =
      defaulted(
          "retention",
          Durations.span(),
          TelemetrySpec.DEFAULT_RETENTION,
          "how long samples are kept; minutes and hours of them stay ten years");
  private static final Key<TelemetrySpec.Influx> INFLUXDB =
      optional("influxdb", INFLUX, "every sample is also forwarded here");

  static final TelemetrySpec DEFAULT =
      new TelemetrySpec(TelemetrySpec.DEFAULT_RETENTION, Optional.empty());

  static final MappingShape<TelemetrySpec> SHAPE =
      MappingShape.<TelemetrySpec>of(
              "the telemetry",
              List.of(RETENTION, INFLUXDB),
              (values, _) -> new TelemetrySpec(values.get(RETENTION), values.find(INFLUXDB)))
          .check(Stores::checkRetention);

  static final Secrets DATABASE =
      Secrets.url(
              "jdbc:postgresql://[^\\s/?@]+/[^\\s/?]+(\\?\\S*)?",
              "the address of a PostgreSQL database",
              "write it like jdbc:postgresql://host/zhiban?user=zhiban&password=${env:PG_PASSWORD}")
          .hiding("(?i)[?&][^=&\\s]*(?:passw|secret|token)[^=&\\s]*=([^&\\s]+)");

  private Stores() {}

  private static TelemetrySpec.@Nullable Influx influx(Values values, Reading reading) {
    Secret token = Secrets.needed(values.get(TOKEN), values.node(TOKEN), reading);
    return token == null
        ? null
        : new TelemetrySpec.Influx(values.get(URL), values.get(ORG), values.get(BUCKET), token);
  }

  private static void checkRetention(Values values, Reading reading) {
    if (values.find(RETENTION).filter(span -> span.unit() == Span.Unit.WORKING_DAY).isPresent()) {
      reading.error(
          values.node(RETENTION), "samples are kept for calendar days", "write it in days, d");
    }
  }
}
