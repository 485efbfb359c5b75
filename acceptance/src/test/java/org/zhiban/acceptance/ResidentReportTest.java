package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever stands before a label reports by it, without an account ([R1] [R3] [R30]). */
final class ResidentReportTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Map<String, Object> SAID =
      Map.of("content", "水泵异响", "reported_by", "王女士", "phone", "13800000000");

  @TempDir Path folder;

  private static String link(Api staff, String equipment) {
    return staff.get("/labels").items().stream()
        .filter(label -> label.path("equipment").asText().equals(equipment))
        .map(label -> label.path("path").asText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFaultIsReportedByALabelOnceAndNothingElseIsTold() throws Exception {
    Path site = QuickSite.withEmergencyPhone(folder);
    String secret;
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      Api.passwords(address, "sun-jia", "zhao-min");
      Api supervisor = Api.as(address, "zhao-min");
      Api resident = Api.of(address + "/api/v1");
      assertThat(Api.as(address, "sun-jia").post("/labels", Map.of()).status()).isEqualTo(403);
      assertThat(supervisor.post("/labels", Map.of()).status()).isEqualTo(201);
      assertThat(supervisor.post("/labels", Map.of()).items()).as("each has one").isEmpty();
      String token = link(supervisor, "pump-b1").substring("/r/".length());
      secret = token.substring(12);
      String label = "/public/labels/" + token;

      JsonNode before = resident.get(label).body();
      assertThat(before.path("faults")).isEmpty();
      assertThat(before.path("emergency_phone").asText()).isEqualTo("400-000-0119");
      assertThat(before.path("urgent_triggers")).hasSize(4);
      Api.Reply first = resident.postOnce(label + "/reports", SAID, "one-report");
      assertThat(first.status()).as(first.toString()).isEqualTo(201);
      String order = first.body().path("order").asText();
      assertThat(resident.postOnce(label + "/reports", SAID, "one-report")).isEqualTo(first);

      JsonNode whole = Api.as(address, "sun-jia").get("/work-orders/" + order).body();
      assertThat(whole.path("source").asText()).isEqualTo("report");
      assertThat(whole.path("occurrences").asInt()).isEqualTo(1);
      assertThat(whole.path("report").path("channel").asText()).isEqualTo("qr");
      assertThat(whole.path("report").path("phone").asText()).isEqualTo("13800000000");
      assertThat(whole.path("history").path(0).path("actor").asText()).isEqualTo("resident@label");
      assertThat(admin.get("/audit?limit=20").items())
          .filteredOn(line -> line.path("actor").asText().equals("resident@label"))
          .singleElement()
          .satisfies(line -> assertThat(line.path("subject").asText()).isEqualTo(order));

      Api.Reply second = resident.post(label + "/reports", SAID);
      assertThat(second.status()).isEqualTo(200);
      assertThat(second.body().path("order").asText()).isEqualTo(order);
      assertThat(second.body().path("joined").asBoolean()).isTrue();
      JsonNode shown = resident.get(label).body();
      assertThat(shown.path("faults")).hasSize(1);
      assertThat(shown.path("faults").path(0).path("standing").asText()).isEqualTo("reported");
      assertThat(shown.toString()).doesNotContain("王女士", "13800000000", "异响", order);
      assertThat(
              resident
                  .post(label + "/reports", Map.of("content", "x", "reported_by", "王"))
                  .status())
          .as("nobody could call back")
          .isEqualTo(400);

      String lift = "/public/labels/" + link(supervisor, "lift-a1").substring("/r/".length());
      Api.Reply trapped =
          resident.post(lift + "/reports", Map.of("content", "有人困在里面", "trapped", true));
      assertThat(trapped.status()).isEqualTo(201);
      assertThat(
              admin
                  .get("/work-orders/" + trapped.body().path("order").asText())
                  .body()
                  .path("priority")
                  .asText())
          .isEqualTo("P1");

      assertThat(supervisor.post("/labels", Map.of("place", "中心花园凉亭")).status()).isEqualTo(201);
      String id = token.substring(0, 12);
      assertThat(supervisor.post("/labels/" + id + "/renew", Map.of()).status()).isEqualTo(201);
      assertThat(resident.get(label).status()).isEqualTo(404);
      assertThat(resident.post(label + "/reports", SAID).status()).isEqualTo(404);
      running.terminate();
    }
    assertThat(Files.readString(folder.resolve("data/operations.db"), StandardCharsets.ISO_8859_1))
        .as("the secret of a label is nowhere on the disk")
        .contains("labels_issue")
        .doesNotContain(secret);
  }

  @Test
  void thePageIsUsableOnASmallPhone() {
    Path _ = Chromium.installed();
    Path site = QuickSite.withEmergencyPhone(folder);
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      assertThat(admin.post("/labels", Map.of()).status()).isEqualTo(201);
      try (Chromium chromium = Chromium.start()) {
        Page page = chromium.open(address + link(admin, "lift-a1"), 360, 640, "zh-CN");
        page.locator("#form").waitFor();
        assertThat(page.locator("#danger").innerText()).contains("400-000-0119").contains("报警按钮");
        assertThat(page.locator("#call").getAttribute("href")).isEqualTo("tel:4000000119");
        page.locator("#send").click();
        assertThat(page.locator("#trouble").innerText()).contains("红框");
        page.locator("#content").fill("按钮不亮");
        page.locator("#who").fill("王女士");
        page.locator("#phone").fill("13800000000");
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as("nothing hangs over the edge")
            .isLessThanOrEqualTo(360);
        page.locator("#send").click();
        page.locator("#done").waitFor();
        String order = page.locator("#number").innerText();
        assertThat(admin.get("/work-orders/" + order).body().path("equipment").asText())
            .isEqualTo("lift-a1");

        page.reload();
        page.locator("#faults").waitFor();
        assertThat(page.locator("#faults").innerText()).contains("等待安排").contains("reported");
        Page gone = chromium.open(address + "/r/" + "A".repeat(34), 360, 640, "en-US");
        gone.locator("#gone").waitFor();
        assertThat(gone.locator("#gone").innerText()).contains("失效").contains("not valid");
        assertThat(chromium.errors())
            .as("of the policy of contents; a 404 is said on the page")
            .allMatch(error -> error.contains("404"));
        assertThat(
                (List<?>)
                    page.evaluate(
                        "performance.getEntriesByType('resource').map(it => new"
                            + " URL(it.name).pathname)"))
            .as("without the console")
            .hasSize(3);
      }
      running.terminate();
    }
  }
}
