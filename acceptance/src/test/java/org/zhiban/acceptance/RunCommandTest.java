package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a caller of the running gateway may rely on: sessions, problems, repeats, history, the
 * schedule, one process a data folder.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private ZhibanProcess zhiban;
  private String address;
  private Api admin;

  @BeforeAll
  void start() {
    zhiban = ZhibanProcess.simulated(Path.of("examples/site"), folder.resolve("data"));
    address = zhiban.awaitReady(LONG);
    admin = Api.signedIn(address);
  }

  @AfterAll
  void stop() {
    zhiban.terminate();
    assertThat(zhiban.awaitEnd(Duration.ofSeconds(8)))
        .as("ends cleanly: %s", zhiban.output())
        .isIn(0, 143);
  }

  @Test
  void nothingButHealthAndMetricsAnswersWithoutASession() {
    Api stranger = Api.of(address + "/api/v1");
    for (String path :
        List.of(
            "/equipment",
            "/alarms",
            "/work-orders",
            "/events",
            "/connections",
            "/maintenance/plans",
            "/maintenance/occurrences",
            "/maintenance/record",
            "/maintenance/forecast",
            "/audit",
            "/site",
            "/staff",
            "/session",
            "/equipment/pump-b1",
            "/points/pump-b1/flow/history")) {
      Api.Reply reply = stranger.get(path);
      assertThat(reply.status()).as(path).isEqualTo(401);
      assertThat(reply.body().path("title").asText()).as(path).isNotBlank();
    }
    assertThat(Api.of(address).get("/health/live").status()).isEqualTo(200);
    assertThat(Api.of(address).get("/health/ready").status()).isEqualTo(200);
    assertThat(Api.of(address).get("/openapi.json").body().path("openapi").asText())
        .startsWith("3.1");
  }

  @Test
  void aWrongPasswordIsRefusedWithoutSayingWhich() {
    Api stranger = Api.of(address + "/api/v1");
    Api.Reply nobody =
        stranger.post("/session", Map.of("username", "nobody", "password", "wrong-password"));
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.body().path("detail").asText()).doesNotContain("nobody");
  }

  @Test
  void aMemberOfStaffSignsInAfterAFirstPassword() {
    assertThat(
            admin
                .put("/users/li-wei/password", Map.of("password", "first-password-of-li"))
                .status())
        .isEqualTo(204);
    Api.Reply session =
        Api.of(address + "/api/v1")
            .post("/session", Map.of("username", "li-wei", "password", "first-password-of-li"));
    assertThat(session.status()).as(session.toString()).isEqualTo(200);
    assertThat(session.body().path("roles").get(0).asText()).isEqualTo("technician");
  }

  @Test
  void aBadRequestIsAProblemNotADefect() {
    assertThat(admin.get("/equipment/nothing-such").status()).isEqualTo(404);
    assertThat(admin.get("/points/pump-b1/flow/history?from=yesterday").status()).isEqualTo(400);
    assertThat(admin.get("/alarms?state=purple").status()).isEqualTo(400);
    assertThat(admin.get("/equipment?limit=0").status()).isEqualTo(400);
    assertThat(admin.post("/work-orders", Map.of("location", "B1")).status()).isEqualTo(400);
    assertThat(admin.get("/no-such-call").status()).isEqualTo(404);
  }

  @Test
  void aValueCarriesQualityTimeAndUnitAndItsPastIsKept() {
    Await.until("the pump is read", LONG, () -> pressure().path("quality").asText().equals("good"));
    assertThat(pressure().path("unit").asText()).isEqualTo("MPa");
    assertThat(pressure().path("time").asText()).endsWith("Z");
    Await.until(
        "history has samples",
        LONG,
        () ->
            !admin.get("/points/pump-b1/outlet_pressure/history").body().path("samples").isEmpty());
    JsonNode buckets =
        admin.get("/points/pump-b1/outlet_pressure/history?step=1m").body().path("buckets");
    assertThat(buckets).isNotEmpty();
    assertThat(buckets.get(0).path("count").asInt()).isPositive();
  }

  private JsonNode pressure() {
    return admin.get("/equipment/pump-b1").body().path("points").path("outlet_pressure");
  }

  @Test
  void aRepeatUnderTheSameKeyMakesNoSecondOrder() {
    Map<String, String> report =
        Map.of(
            "location", "A座 301", "content", "水管漏水", "reported_by", "王女士", "phone", "13800000000");
    Api.Reply first = admin.postOnce("/work-orders", report, "key-1");
    Api.Reply again = admin.postOnce("/work-orders", report, "key-1");
    assertThat(first.status()).as(first.toString()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
    Api.Reply other =
        admin.postOnce(
            "/work-orders", Map.of("location", "elsewhere", "content", "another"), "key-1");
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void theWorkloadOfThirteenMonthsIsForecast() {
    List<JsonNode> parts = admin.get("/maintenance/forecast").items();
    assertThat(parts.stream().map(part -> part.path("month").asText()).distinct().toList())
        .hasSize(14);
    assertThat(parts).allMatch(part -> part.path("visits").asInt() > 0);
    assertThat(admin.get("/maintenance/record").status()).isEqualTo(200);
  }

  @Test
  void plansHaveMadeTheirOccurrencesAndEachOnce() {
    Await.until("the schedule is there", LONG, () -> !occurrences().isEmpty());
    List<String> names =
        occurrences().stream()
            .map(
                o ->
                    o.path("plan").asText()
                        + o.path("equipment").asText()
                        + o.path("nominal").asText())
            .toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names).anyMatch(name -> name.startsWith("fire-daily"));
  }

  private List<JsonNode> occurrences() {
    return admin.get("/maintenance/occurrences").items();
  }

  @Test
  void aSecondProcessOnTheSameDataIsRefusedAndToldWhoHoldsIt() {
    try (ZhibanProcess second =
        ZhibanProcess.simulated(Path.of("examples/site"), folder.resolve("data"))) {
      assertThat(second.awaitEnd(LONG)).as(second.output()).isEqualTo(3);
      assertThat(second.output()).contains(folder.resolve("data").toString());
    }
  }
}
