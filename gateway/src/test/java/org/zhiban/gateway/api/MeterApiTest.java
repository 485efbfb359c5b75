package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Meters are read over HTTP, as a phone sends it: late, twice, and in any order. */
@ResourceLock(Resources.LOCALE)
final class MeterApiTest {
  private static final String METERS = "/api/v1/meters";

  @TempDir Path folder;

  private final Map<String, String> tokens = new HashMap<>();

  private ServedSite served() {
    ServedSite site = ServedSite.in(folder);
    String admin = site.token("admin");
    List.of("technician", "supervisor").forEach(user -> site.enrol(admin, user));
    signedIn(site);
    return site;
  }

  private void signedIn(ServedSite site) {
    List.of("technician", "supervisor").forEach(user -> tokens.put(user, site.token(user)));
  }

  /** Ten days later nobody is signed in any more. */
  private void leap(ServedSite site) {
    site.leap(Duration.ofDays(10));
    signedIn(site);
  }

  private List<JsonObject> items(ServedSite site, String path) {
    return site
        .send(Objects.requireNonNull(tokens.get("technician")), "GET", path, Optional.empty())
        .json()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private ServedSite.Reply ask(
      ServedSite site, String user, String path, JsonObject body, String key) {
    return site.send(
        site.request("POST", path, Optional.of(body))
            .header("Authorization", "Bearer " + tokens.get(user))
            .header("Idempotency-Key", key));
  }

  private ServedSite.Reply post(ServedSite site, String user, String path, JsonObject body) {
    return ask(site, user, path, body, UUID.randomUUID().toString());
  }

  private static JsonObject meter(String id, int position) {
    return new JsonObject()
        .put("id", id)
        .put("name", "Corridors " + id)
        .put("measure", "electricity")
        .put("scope", "common")
        .put("route", "电表 A")
        .put("position", position)
        .put("serial", "S-" + id)
        .put("digits", 5)
        .put("ratio", "80");
  }

  private static JsonObject value(String value) {
    return new JsonObject().put("value", value);
  }

  private static JsonObject of(ServedSite.Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply.json();
  }

  private static String refused(ServedSite.Reply reply) {
    return of(reply, 409).getString("title");
  }

  private static List<String> values(JsonObject meter) {
    return meter.getJsonArray("readings").stream()
        .map(it -> ((JsonObject) it).getString("value"))
        .toList();
  }

  private static JsonObject reading(JsonObject meter, String value) {
    return meter.getJsonArray("readings").stream()
        .map(JsonObject.class::cast)
        .filter(it -> it.getString("value").equals(value))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMeterIsReadOnceWhoeverRepeatsAndCountsOnOverRollOverAndExchange() {
    try (ServedSite site = served()) {
      of(post(site, "technician", METERS, meter("EM-1", 2)), 403);
      JsonObject made = of(post(site, "supervisor", METERS, meter("EM-1", 2)), 201);
      assertThat(made.getString("unit")).isEqualTo("kWh");
      assertThat(refused(post(site, "supervisor", METERS, meter("EM-1", 2))))
          .isEqualTo("Not in this state");
      String readings = METERS + "/EM-1/readings";
      of(post(site, "technician", readings, value("99990.5")), 201);
      leap(site);
      JsonObject first = of(ask(site, "technician", readings, value("99995.5"), "once"), 201);
      assertThat(of(ask(site, "technician", readings, value("99995.5"), "once"), 201))
          .isEqualTo(first);
      assertThat(values(first)).containsExactly("99995.5", "99990.5");
      assertThat(reading(first, "99995.5").getString("used")).isEqualTo("400");
      assertThat(reading(first, "99995.5").getString("from")).isEqualTo("99990.5");

      leap(site);
      assertThat(refused(post(site, "technician", readings, value("3"))))
          .isEqualTo("Lower than the last");
      assertThat(
              refused(
                  post(site, "technician", readings, value("99899.9").put("rolled_over", true))))
          .isEqualTo("Unusual");
      JsonObject turned =
          of(post(site, "technician", readings, value("3").put("rolled_over", true)), 201);
      assertThat(reading(turned, "3").getString("used")).isEqualTo("600");

      leap(site);
      JsonObject exchange =
          value("8").put("start", "0.5").put("digits", 6).put("ratio", "60").put("serial", "N");
      JsonObject exchanged = of(post(site, "technician", METERS + "/EM-1/exchange", exchange), 201);
      assertThat(exchanged.getString("serial")).isEqualTo("N");
      assertThat(exchanged.getString("ratio")).isEqualTo("60");
      leap(site);
      JsonObject last =
          of(
              post(
                  site,
                  "technician",
                  readings,
                  value("5.5").put("read_at", "2026-12-30T03:00:00Z").put("reader", "Mr Wu")),
              201);
      assertThat(reading(last, "5.5").getString("used")).isEqualTo("300");
      assertThat(reading(last, "5.5").getString("reader")).isEqualTo("Mr Wu");
      assertThat(reading(last, "5.5").getString("entered_by")).isEqualTo("technician");
      // 5, 7.5 and 5 on the old dial times 80, and 5 on the new one times 60.
      assertThat(
              last.getJsonArray("months").stream()
                  .mapToDouble(it -> Double.parseDouble(((JsonObject) it).getString("used")))
                  .sum())
          .isEqualTo(400 + 600 + 400 + 300);
    }
  }

  @Test
  void whatWasReadEarlierIsPutWhereItBelongsAndWhatWasWrongIsVoided() {
    try (ServedSite site = served()) {
      of(post(site, "supervisor", METERS, meter("EM-1", 2)), 201);
      of(post(site, "supervisor", METERS, meter("EM-2", 1)), 201);
      String readings = METERS + "/EM-1/readings";
      of(post(site, "technician", readings, value("100").put("read_at", "2026-10-01")), 201);
      of(post(site, "technician", readings, value("300").put("read_at", "2026-11-01")), 201);
      assertThat(
              of(post(site, "technician", readings, value("310").put("read_at", "2026-10-15")), 409)
                  .getString("detail"))
          .contains("2026-11-01 00:00", "300");
      JsonObject late =
          of(post(site, "technician", readings, value("150").put("read_at", "2026-10-15")), 201);
      assertThat(values(late)).containsExactly("300", "150", "100");
      assertThat(reading(late, "300").getString("used")).isEqualTo("12000");
      of(post(site, "technician", readings, value("1").put("read_at", "2026-11-24")), 400);
      of(post(site, "technician", readings, value("1e5")), 400);
      assertThat(of(post(site, "technician", readings, value("-1")), 400).getString("detail"))
          .isEqualTo("value: a dial shows 0 or more");
      assertThat(
              of(post(site, "technician", readings, value("400.12345")), 409).getString("detail"))
          .contains("400.12345");

      String number = String.valueOf(reading(late, "300").getInteger("number"));
      String wrong = readings + "/" + number + "/void";
      of(post(site, "technician", wrong, new JsonObject().put("reason", "x")), 403);
      of(post(site, "supervisor", wrong, new JsonObject()), 400);
      JsonObject voided =
          of(post(site, "supervisor", wrong, new JsonObject().put("reason", "another box")), 200);
      assertThat(reading(voided, "300").getString("void_reason")).isEqualTo("another box");
      assertThat(reading(voided, "300").getString("used")).isNull();
      assertThat(voided.getJsonObject("last").getString("value")).isEqualTo("150");
      JsonArray months = voided.getJsonArray("months");
      assertThat(months).hasSize(1);
      assertThat(months.getJsonObject(0).getString("used")).isEqualTo("4000");
      assertThat(months.getJsonObject(0).getString("month")).isEqualTo("2026-10");

      List<JsonObject> list = items(site, METERS + "?route=%E7%94%B5%E8%A1%A8%20A");
      assertThat(list).extracting(it -> it.getString("id")).containsExactly("EM-2", "EM-1");
      assertThat(list.get(1).getJsonObject("last").getString("value")).isEqualTo("150");
      of(post(site, "supervisor", METERS + "/EM-2/retire", new JsonObject()), 200);
      assertThat(refused(post(site, "technician", METERS + "/EM-2/readings", value("1"))))
          .isEqualTo("Not in this state");
      assertThat(items(site, METERS)).hasSize(1);
    }
  }

  private List<List<String>> table(ServedSite site, String query) {
    ServedSite.Reply reply =
        site.send(
            Objects.requireNonNull(tokens.get("technician")),
            "GET",
            METERS + ".csv?" + query,
            Optional.empty());
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.body().lines().skip(1).map(line -> List.of(line.split(",", -1))).toList();
  }

  @Test
  void theTableOfAMonthHasWhatEachMeterCountedAndTheirMonthsAreTheTotal() {
    try (ServedSite site = served()) {
      of(post(site, "supervisor", METERS, meter("EM-1", 2)), 201);
      of(post(site, "supervisor", METERS, meter("EM-2", 1)), 201);
      JsonObject shop = meter("EM-3", 3).put("scope", "tenant").put("tenant", "Shop 12");
      of(post(site, "supervisor", METERS, shop), 201);
      for (String id : List.of("EM-1", "EM-3")) {
        String readings = METERS + "/" + id + "/readings";
        of(post(site, "technician", readings, value("100").put("read_at", "2026-09-16")), 201);
        of(post(site, "technician", readings, value("160").put("read_at", "2026-11-15")), 201);
      }

      List<List<String>> october = table(site, "month=2026-10&scope=common");
      assertThat(october).extracting(row -> row.get(0)).containsExactly("EM-2", "EM-1");
      // 60 on the dial times 80, in 60 days of which October has 31.
      assertThat(october.get(1)).contains("2026-10", "2480", "kWh", "1");
      assertThat(october.get(0).get(8)).as("nobody read it").isEmpty();
      double sum =
          List.of("09", "10", "11").stream()
              .flatMap(month -> table(site, "month=2026-" + month + "&scope=tenant").stream())
              .mapToDouble(row -> Double.parseDouble(row.get(8)))
              .sum();
      assertThat(sum).isEqualTo(60 * 80);
      assertThat(table(site, "month=2026-12")).allMatch(row -> row.get(8).isEmpty());
      for (String wrong : List.of("month=2026-13", "month=2026", "scope=common")) {
        assertThat(
                site.send(
                        Objects.requireNonNull(tokens.get("technician")),
                        "GET",
                        METERS + ".csv?" + wrong,
                        Optional.empty())
                    .status())
            .isEqualTo(400);
      }
    }
  }
}
