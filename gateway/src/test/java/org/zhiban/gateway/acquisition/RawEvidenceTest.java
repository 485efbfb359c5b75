package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;

/** The exchange that carried the first bad value, or nothing. */
final class RawEvidenceTest {
  private static final Instant SEEN = Instant.parse("2026-11-22T08:00:00Z");

  private final Site site = ExampleSite.whole().site();
  private final PointIndex index = site.pointIndex();
  private final Map<Integer, Exchange> brought = new LinkedHashMap<>();
  private final RawEvidence evidence =
      new RawEvidence(site, index, _ -> Optional.of(new Telling()));

  /** A link whose log knows what the test says. */
  private final class Telling implements Driver {
    @Override
    public Optional<Exchange> broughtBy(int point, long time) {
      return time == SEEN.toEpochMilli()
          ? Optional.ofNullable(brought.get(point))
          : Optional.empty();
    }

    @Override
    public void run() {}

    @Override
    public WriteOutcome write(DrivenPoint point, double value) {
      return new WriteOutcome.Written();
    }

    @Override
    public LinkStatus status() {
      return new LinkHealth("pump-room", InstantSource.fixed(SEEN)).status();
    }

    @Override
    public ExchangeLog log() {
      return new ExchangeLog();
    }

    @Override
    public void close() {}
  }

  private static Alarm alarm(Instant seen, String... points) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String point : points) {
      values.put(point, 0.1);
    }
    return new Alarm(
        "a1",
        "pump-b1",
        "low_pressure",
        "",
        Priority.P2,
        false,
        true,
        false,
        false,
        Suppression.NONE,
        Quality.GOOD,
        LocalizedText.same("low"),
        1,
        values,
        seen,
        seen.plusSeconds(10),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void told(String point, String told) {
    brought.put(
        index.number(new PointRef("pump-b1", point)),
        new Exchange(
            SEEN,
            Optional.of(Duration.ofMillis(4)),
            Exchange.Outcome.ANSWERED,
            "function 3: unit 1",
            "00 01",
            told,
            "00 02"));
  }

  @Test
  void itIsKeptAsRequestAnswerAndWords() {
    told("outlet_pressure", "10 = 0.1");
    assertThat(evidence.of(alarm(SEEN, "outlet_pressure")))
        .contains(
            "2026-11-22T08:00:00Z function 3: unit 1, answered after 4 ms\n"
                + "> 00 01\n< 00 02\n10 = 0.1");
  }

  @Test
  void pointsOfOneExchangeHaveThatOneAndOfSeveralNone() {
    told("outlet_pressure", "both");
    told("running", "both");
    assertThat(evidence.of(alarm(SEEN, "outlet_pressure", "running"))).isPresent();
    told("running", "another");
    assertThat(evidence.of(alarm(SEEN, "outlet_pressure", "running"))).isEmpty();
  }

  @Test
  void whatTheLogDoesNotKnowIsNotMadeUp() {
    told("outlet_pressure", "10 = 0.1");
    assertThat(evidence.of(alarm(SEEN.minusSeconds(60), "outlet_pressure"))).isEmpty();
    assertThat(evidence.of(alarm(SEEN, "running"))).isEmpty();
    assertThat(evidence.of(alarm(SEEN, "no_such_point"))).isEmpty();
  }

  @Test
  void secretsAreMaskedAndTheLengthIsBounded() {
    for (String payload :
        List.of(
            "{\"p\":1,\"wifi_password\":\"hunter2\"}",
            "{\"Token\" : \"hunter2\", \"p\": 1}",
            "{\"pwd\":hunter2}",
            "{\"p\":1,\"secret\":\"hunter2")) {
      told("outlet_pressure", payload);
      assertThat(evidence.of(alarm(SEEN, "outlet_pressure")).orElseThrow())
          .doesNotContain("hunter2")
          .contains("***");
    }
    told("outlet_pressure", "x".repeat(9_999));
    assertThat(evidence.of(alarm(SEEN, "outlet_pressure")).orElseThrow())
        .hasSize(RawEvidence.LONGEST + 1);
  }
}
