package org.zhiban.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.simulators.TestSite.bitOf;
import static org.zhiban.simulators.TestSite.point;
import static org.zhiban.simulators.TestSite.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.Scenario;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;

class ControlServerTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private Twins twins;
  private URI control;

  @BeforeEach
  void start() throws Exception {
    twins =
        Twins.start(
            TestSite.aSite()
                .modbus("fire-link", new ModbusConnection.RtuOverTcp("10.0.0.1", 502))
                .equipment(
                    "fire-1",
                    "fire_panel",
                    "fire-link",
                    10,
                    point("fire", PointKind.BINARY, bitOf(0, 1)),
                    point("loop_no", PointKind.ANALOG, register(Table.HOLDING, 1, DataType.UINT16)))
                .scenario(
                    "smoke",
                    new Scenario.Step(
                        Duration.ZERO, "fire-1", "smoke_alarm", Optional.empty(), TestSite.HERE))
                .build(),
            new TwinOptions(1, 1, InstantSource.system(), OptionalInt.of(0)));
    control = twins.control().orElseThrow();
  }

  @AfterEach
  void stop() {
    twins.close();
    http.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(control.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode value(String equipment, String point) throws Exception {
    twins.plant().advance();
    return json.readTree(send("GET", "/points", "").body()).path(equipment).path(point);
  }

  @Test
  void scenariosAreListedPlayedAndEnded() throws Exception {
    JsonNode before = json.readTree(send("GET", "/scenarios", "").body());
    assertThat(before.path("scenarios").get(0).path("id").asText()).isEqualTo("smoke");
    assertThat(before.path("scenarios").get(0).path("steps").get(0).path("fault").asText())
        .isEqualTo("smoke_alarm");
    assertThat(before.path("playing").isNull()).isTrue();

    assertThat(send("POST", "/scenarios/smoke", "").statusCode()).isEqualTo(201);
    assertThat(value("fire-1", "fire").asInt()).isEqualTo(1);
    assertThat(json.readTree(send("GET", "/scenarios", "").body()).path("playing").asText())
        .isEqualTo("smoke");

    assertThat(send("DELETE", "/scenarios", "").statusCode()).isEqualTo(204);
    assertThat(value("fire-1", "fire").asInt()).isZero();

    HttpResponse<String> unknown = send("POST", "/scenarios/flood", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("there is no scenario flood; there are: smoke");
  }

  @Test
  void onlyFaultsThatThePointsCanExpressAreOffered() throws Exception {
    JsonNode faults = json.readTree(send("GET", "/faults", "").body());
    assertThat(faults.path("equipment").get(0).path("faults").toString())
        .isEqualTo("[\"offline\",\"slow\",\"stuck\",\"noise\",\"exception\",\"smoke_alarm\"]");
    assertThat(faults.path("names").path("smoke_alarm").path("zh").asText()).isEqualTo("感烟探测器报警");
  }

  @Test
  void aFaultIsCreatedSeenAndEnded() throws Exception {
    HttpResponse<String> created =
        send("POST", "/faults", "{\"equipment\":\"fire-1\",\"fault\":\"smoke_alarm\"}");
    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode fault = json.readTree(created.body());
    assertThat(value("fire-1", "fire").asBoolean()).isTrue();
    assertThat(value("fire-1", "loop_no").asInt()).isBetween(1, 4);
    assertThat(send("GET", "/faults", "").body()).contains("\"fault\":\"smoke_alarm\"");
    assertThat(send("DELETE", "/faults/" + fault.path("id").asText(), "").statusCode())
        .isEqualTo(204);
    assertThat(value("fire-1", "fire").asBoolean()).isFalse();
    assertThat(send("DELETE", "/faults/" + fault.path("id").asText(), "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aFaultForATimeSaysWhenItEnds() throws Exception {
    JsonNode fault =
        json.readTree(
            send(
                    "POST",
                    "/faults",
                    "{\"equipment\":\"fire-1\",\"fault\":\"offline\",\"for\":\"90s\"}")
                .body());
    assertThat(
            java.time.Duration.between(
                java.time.Instant.parse(fault.path("since").asText()),
                java.time.Instant.parse(fault.path("ends").asText())))
        .hasSeconds(90);
  }

  @Test
  void whatCannotBeIsAProblemInWords() throws Exception {
    problem(
        send("POST", "/faults", "{\"equipment\":\"fire-9\",\"fault\":\"offline\"}"),
        404,
        "no equipment fire-9 with points; there are: fire-1");
    problem(
        send("POST", "/faults", "{\"equipment\":\"fire-1\",\"fault\":\"dry_run\"}"),
        422,
        "fire-1 cannot express dry_run; it can: offline, slow");
    problem(
        send(
            "POST",
            "/faults",
            "{\"equipment\":\"fire-1\",\"fault\":\"offline\",\"for\":\"a while\"}"),
        422,
        "a length of time is written");
    problem(send("POST", "/faults", "{"), 400, "the body is no JSON");
    problem(send("POST", "/faults", "{}"), 400, "the body needs \"equipment\"");
    problem(send("PUT", "/points/fire-1/fire", "{\"value\":\"x\"}"), 422, "takes true or false");
    problem(send("PUT", "/points/fire-1/smoke", "{\"value\":1}"), 404, "has no point smoke");
    problem(send("DELETE", "/points/fire-1/fire", ""), 404, "is not held");
    problem(send("POST", "/clock", "{\"speed\":0}"), 422, "speed is over 0");
    problem(send("PATCH", "/faults", ""), 405, "there is no PATCH /faults");
    problem(send("GET", "/nothing", ""), 404, "there is no GET /nothing");
  }

  private void problem(HttpResponse<String> response, int status, String words) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json.readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).contains(words);
  }

  @Test
  void aPointIsHeldAndReleased() throws Exception {
    assertThat(send("PUT", "/points/fire-1/loop_no", "{\"value\":77}").statusCode()).isEqualTo(200);
    assertThat(value("fire-1", "loop_no").asInt()).isEqualTo(77);
    assertThat(send("DELETE", "/points/fire-1/loop_no", "").statusCode()).isEqualTo(204);
    assertThat(value("fire-1", "loop_no").asInt()).isZero();
  }

  @Test
  void theClockAndTheAddressesAreSaid() throws Exception {
    assertThat(send("POST", "/clock", "{\"speed\":10}").body()).isEqualTo("{\"speed\":10.0}");
    assertThat(send("GET", "/twins", "").body()).contains("modbus+rtu+tcp://127.0.0.1:");
  }

  @Test
  void pagesOfOtherHostsAreRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(control.resolve("/faults"))
            .header("Origin", "https://example.org")
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }
}
