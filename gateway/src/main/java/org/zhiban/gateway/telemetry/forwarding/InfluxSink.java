package org.zhiban.gateway.telemetry.forwarding;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.InfluxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.zhiban.model.site.TelemetrySpec;

/**
 * An InfluxDB 2 bucket, or what speaks its {@code /api/v2/write}. Rows are refused by 400, 413 and
 * 422; everything else that is not an acceptance, a wrong token or a missing bucket too, can be
 * mended on the other side and is tried again.
 */
public final class InfluxSink implements MeasurementSink {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;

  private final TelemetrySpec.Influx target;
  private final Dispatcher calls = new Dispatcher();
  private final InfluxDBClient client;
  private final WriteApiBlocking api;

  public InfluxSink(TelemetrySpec.Influx target) {
    this.target = target;
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .dispatcher(calls)
            .connectTimeout(CONNECT)
            .readTimeout(ANSWER)
            .writeTimeout(ANSWER)
            .callTimeout(ANSWER.plus(CONNECT));
    client =
        InfluxDBClientFactory.create(
            InfluxDBClientOptions.builder()
                .url(target.url())
                .authenticateToken(target.token().reveal().toCharArray())
                .org(target.org())
                .bucket(target.bucket())
                .okHttpClient(http)
                .build());
    client.enableGzip();
    api = client.getWriteApiBlocking();
  }

  @Override
  public Outcome write(List<Measurement> rows) {
    try {
      api.writePoints(rows.stream().map(InfluxSink::point).toList());
      return new Outcome.Accepted();
    } catch (InfluxException e) {
      String reason = target.url() + ": " + e.getMessage();
      return switch (e.status()) {
        case BAD_REQUEST, TOO_LARGE, UNPROCESSABLE -> new Outcome.Rejected(reason);
        default -> new Outcome.Unavailable(reason, retryAfter(e.headers()));
      };
    }
  }

  private static Point point(Measurement row) {
    return Point.measurement(row.name())
        .addTags(row.tags())
        .addFields(row.fields())
        .time(row.time(), WritePrecision.MS);
  }

  /** The header in its form of seconds (RFC 9110, section 10.2.3); a date is not waited for. */
  private static Optional<Duration> retryAfter(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
        .map(Map.Entry::getValue)
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .findFirst();
  }

  @Override
  public void close() {
    calls.cancelAll();
    client.close();
  }
}
