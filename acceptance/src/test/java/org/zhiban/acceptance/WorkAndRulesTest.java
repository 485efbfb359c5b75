package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What permits, open orders and finished repairs do to alarms and orders. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkAndRulesTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir static Path folder;

  private ZhibanProcess zhiban;
  private String address;
  private Api gateway;
  private Api simulators;

  @BeforeAll
  void start() {
    Path site = QuickSite.in(folder);
    addRule(site.resolve("templates/booster-pump.yaml"));
    zhiban = ZhibanProcess.simulated(site, folder.resolve("data"));
    address = zhiban.awaitReady(LONG);
    gateway = Api.signedIn(address);
    simulators = Api.of(zhiban.controlAddress());
    Await.until("both are read", LONG, () -> online("pump-b1") && online("fire-1"));
  }

  @AfterAll
  void stop() {
    zhiban.close();
  }

  /** A pump in hand is what somebody who works there did, and closes by itself when it is not. */
  private static void addRule(Path template) {
    try {
      String before = Files.readString(template);
      String after =
          before.replace(
              "\nrules:",
              "\n"
                  + "rules:\n"
                  + "  in_hand: { when: 'mode == \"hand\"', priority: P3, unless_open_order: true,"
                  + " order: { trade: plumbing, urgency: normal, severity: minor, hold_off: 1s,"
                  + " verify: { normal_for: 3s } } }\n");
      assertThat(after).isNotEqualTo(before);
      // Without visits of the schedule: at some hours they are open orders of the pump too.
      Files.writeString(template, after.replaceAll("(?m)^maintenance:.*$", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPermitHoldsBackUntilItEndsAndSilencesNoFire() {
    Api.Reply issued =
        gateway.post(
            "/permits",
            Map.of(
                "kind", "hot_work",
                "equipment", "fire-1",
                "work", "welding",
                "holder", "Zhang",
                "watch", "li-wei",
                "until", inAnHour()));
    assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
    String permit = issued.body().path("id").asText();
    assertThat(permit).matches("ZY-\\d{8}-\\d{3}");
    assertThat(lastingPermits()).containsExactly(permit);

    force("fire-1", "manual", true);
    Api.Reply fault =
        simulators.post("/faults", Map.of("equipment", "fire-1", "fault", "smoke_alarm"));
    assertThat(fault.status()).as(fault.toString()).isEqualTo(201);
    Await.until("the fire sounds", LONG, () -> state("fire-1", "fire_alarm").equals("unacked"));
    assertThat(alarm("fire-1", "fire_alarm").path("permits").path(0).asText()).isEqualTo(permit);
    Await.never(
        "the manual mode is an alarm",
        Duration.ofSeconds(4),
        () -> !state("fire-1", "manual_mode").isEmpty());

    assertThat(gateway.post("/permits/" + permit + "/end", Map.of()).status()).isEqualTo(200);
    assertThat(lastingPermits()).isEmpty();
    Await.until("its end is", LONG, () -> state("fire-1", "manual_mode").equals("unacked"));
    assertThat(gateway.post("/permits/" + permit + "/end", Map.of()).status()).isEqualTo(409);
  }

  @Test
  void aPermitIsGivenAndEndedInTheConsole() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.signedIn(address, 390, 844, "zh-CN");
      page.navigate(address + "/equipment/pump-b2");
      page.locator("[data-testid='issue-permit']").click();
      choose(page, "kind", "停电停水作业");
      choose(page, "place", "2#生活水泵及其下级设备");
      page.locator("[data-testid='field-work']").fill("更换机封");
      choose(page, "holder", "李伟");
      choose(page, "hours", "1 小时");
      page.locator("[data-testid='action-confirm']").click();
      Locator band = page.locator("[data-testid='permits']");
      band.waitFor();
      assertThat(band.innerText()).contains("停电停水作业", "2#生活水泵", "更换机封", "李伟");
      assertThat(lastingPermits()).hasSize(1);
      assertThat(page.locator("[data-testid='permit-panel']").innerText())
          .contains(lastingPermits().getFirst());

      band.locator("[data-testid^='end-']").click();
      page.locator("[data-testid='action-confirm']").click();
      band.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      assertThat(lastingPermits()).isEmpty();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      assertThat(chromium.errors()).as("errors in the browser's console").isEmpty();
    }
  }

  private static void choose(Page page, String field, String words) {
    page.locator(".el-select[data-testid='field-" + field + "']").click();
    page.locator(".el-select-dropdown__item:visible")
        .filter(new Locator.FilterOptions().setHasText(words))
        .first()
        .click();
  }

  @Test
  void anotherOpenOrderSuppressesAndAProvedRepairIsClosedByTheMachine() {
    Api.Reply report =
        gateway.post("/work-orders", Map.of("equipment", "pump-b1", "content", "paint it"));
    String painting = report.body().path("id").asText();
    force("pump-b1", "mode", "hand");
    Await.until("it is suppressed", LONG, () -> state("pump-b1", "in_hand").equals("suppressed"));
    assertThat(alarm("pump-b1", "in_hand").path("axes").path("suppressed_by").asText())
        .isEqualTo(painting);
    Await.never("an order", Duration.ofSeconds(4), () -> !ordersOfAlarms().isEmpty());

    step(painting, "dispatch", Map.of("assignee", "li-wei"));
    step(painting, "cancel", Map.of("reason", "another day"));
    Await.until("it is announced", LONG, () -> state("pump-b1", "in_hand").equals("unacked"));
    Await.until("an order is made", LONG, () -> !ordersOfAlarms().isEmpty());
    assertThat(ordersOfAlarms()).hasSize(1);

    String repair = ordersOfAlarms().getFirst().path("id").asText();
    step(repair, "dispatch", Map.of("assignee", "li-wei"));
    step(repair, "accept", Map.of());
    step(repair, "start", Map.of());
    step(repair, "complete", Map.of("cause", "left in hand", "action_taken", "to automatic"));
    JsonNode proof = gateway.get("/work-orders/" + repair).body().path("proof");
    assertThat(proof.path("machine_closes").asBoolean()).isTrue();
    assertThat(proof.path("complete").asBoolean()).as("it is in hand yet").isFalse();
    assertThat(proof.path("parts").path(0).path("kind").asText()).isEqualTo("alarm_gone");

    force("pump-b1", "mode", "auto");
    Await.until(
        "the machine closes it",
        LONG,
        () ->
            gateway.get("/work-orders/" + repair).body().path("status").asText().equals("closed"));
    JsonNode last = list(gateway.get("/work-orders/" + repair).body().path("history")).getLast();
    assertThat(last.path("actor").asText()).isEqualTo("zhiban");
    assertThat(last.path("action").asText()).isEqualTo("verify");
  }

  private List<String> lastingPermits() {
    return gateway.get("/permits?lasting=true").items().stream()
        .map(permit -> permit.path("id").asText())
        .toList();
  }

  private String inAnHour() {
    String now = gateway.get("/site").body().path("time").asText();
    return Instant.parse(now).plusSeconds(3600).toString();
  }

  private void force(String equipment, String point, Object value) {
    Api.Reply reply = simulators.put("/points/" + equipment + "/" + point, Map.of("value", value));
    assertThat(reply.status()).as(reply.toString()).isBetween(200, 204);
  }

  private void step(String order, String action, Map<String, ?> fields) {
    Api.Reply reply = gateway.post("/work-orders/" + order + "/" + action, fields);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
  }

  private boolean online(String equipment) {
    return gateway.get("/equipment/" + equipment).body().path("status").asText().equals("online");
  }

  private JsonNode alarm(String equipment, String rule) {
    return gateway.get("/alarms?equipment=" + equipment).items().stream()
        .filter(alarm -> alarm.path("rule").asText().equals(rule))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private String state(String equipment, String rule) {
    return alarm(equipment, rule).path("state").asText();
  }

  private List<JsonNode> ordersOfAlarms() {
    return gateway.get("/work-orders?status=all&equipment=pump-b1").items().stream()
        .filter(order -> order.path("source").asText().equals("alarm"))
        .toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
