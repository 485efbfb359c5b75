package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cut of water is told a day before, approved, numbered once, and over by itself ([N1] [N2]
 * [N3]).
 */
final class NoticesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private static Map<String, Object> text(Duration ahead, Duration length, String kind) {
    Instant from = Instant.now().plus(ahead);
    Map<String, Object> text = new HashMap<>();
    text.put("kind", kind);
    text.put("supply", "water");
    text.put("where", "B座");
    text.put("zh", "清洗生活水箱");
    text.put("en", "The tank is cleaned");
    text.put("from", from.toString());
    text.put("until", from.plus(length).toString());
    text.put("relief", "送水车 2 辆");
    return text;
  }

  private static Api.Reply step(Api api, String id, String action) {
    return api.post("/notices/" + id + "/" + action, Map.of());
  }

  private static String number(Api desk, Api manager, Map<String, Object> text) {
    String id = desk.post("/notices", text).body().path("id").asText();
    assertThat(step(desk, id, "submit").status()).isEqualTo(200);
    return step(manager, id, "approve").body().path("number").asText();
  }

  @Test
  void aNoticeIsApprovedNumberedOnceShownToResidentsAndOverByItself() {
    Path site = QuickSite.in(folder);
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      Api.passwords(address, "sun-jia", "wang-jl", "li-wei");
      Api desk = Api.as(address, "sun-jia");
      Api manager = Api.as(address, "wang-jl");
      assertThat(admin.post("/labels", Map.of("place", "B座大堂")).status()).isEqualTo(201);
      String label =
          "/public/labels/"
              + admin.get("/labels").items().getFirst().path("path").asText().substring(3);
      Api resident = Api.of(address + "/api/v1");

      Map<String, Object> late = text(Duration.ofHours(5), Duration.ofHours(4), "planned");
      String tooLate = desk.post("/notices", late).body().path("id").asText();
      Api.Reply refused = step(desk, tooLate, "submit");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.body().path("detail").asText()).contains("提前一天");
      assertThat(desk.post("/notices", text(Duration.ZERO, Duration.ofHours(1), "sudden")).status())
          .as("without a reason")
          .isEqualTo(400);
      assertThat(Api.as(address, "li-wei").post("/notices", late).status()).isEqualTo(403);

      Api.Reply draft =
          desk.post("/notices", text(Duration.ofHours(30), Duration.ofHours(4), "planned"));
      assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
      String id = draft.body().path("id").asText();
      assertThat(step(desk, id, "publish").status()).isEqualTo(409);
      assertThat(step(desk, id, "submit").status()).isEqualTo(200);
      assertThat(step(desk, id, "approve").status()).as("only the manager").isEqualTo(403);
      Api.Reply approved = manager.postOnce("/notices/" + id + "/approve", Map.of(), "one-key");
      String number = approved.body().path("number").asText();
      assertThat(number).matches("TZ-20[0-9]{2}-001");
      assertThat(manager.postOnce("/notices/" + id + "/approve", Map.of(), "one-key").body())
          .isEqualTo(approved.body());
      assertThat(step(manager, id, "approve").status()).isEqualTo(409);
      assertThat(resident.get(label).body().path("notices")).isEmpty();
      JsonNode published = step(desk, id, "publish").body();
      JsonNode relief = desk.get("/work-orders/" + published.path("relief_order").asText()).body();
      assertThat(relief.path("location").asText()).isEqualTo("B座");
      assertThat(relief.path("report").path("content").asText()).contains("送水车", number);
      JsonNode told = resident.get(label).body().path("notices");
      assertThat(told).hasSize(1);
      assertThat(told.path(0).path("zh").asText()).isEqualTo("清洗生活水箱");
      assertThat(told.toString()).doesNotContain("sun-jia", "wang-jl", "WX-");

      Map<String, Object> sudden = text(Duration.ZERO, Duration.ofSeconds(20), "sudden");
      sudden.put("reason", "爆管");
      String over = desk.post("/notices", sudden).body().path("id").asText();
      step(desk, over, "submit");
      assertThat(step(manager, over, "approve").body().path("number").asText())
          .matches("TZ-20[0-9]{2}-002");
      assertThat(step(desk, over, "publish").status()).isEqualTo(200);
      Await.until(
          "it is over",
          LONG,
          () -> desk.get("/notices/" + over).body().path("state").asText().equals("withdrawn"));
      JsonNode history = desk.get("/notices/" + over).body().path("history");
      assertThat(history.path(history.size() - 1).path("actor").asText()).isEqualTo("zhiban");
      assertThat(resident.get(label).body().path("notices")).hasSize(1);
      assertThat(step(desk, over, "archive").body().path("state").asText()).isEqualTo("archived");
      assertThat(number(desk, manager, text(Duration.ofHours(30), Duration.ofHours(1), "planned")))
          .endsWith("-003");
      running.terminate();
    }
  }
}
