package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who could do an order, ranked with reasons, through the API ([E8] [E22]). */
final class DispatchTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void candidatesAreRankedAndSayWhy() {
    Path site = QuickSite.in(folder);
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      String order =
          admin
              .post(
                  "/work-orders",
                  Map.of("equipment", "pump-b1", "content", "漏水", "trade", "plumbing"))
              .body()
              .path("id")
              .asText();

      List<JsonNode> ranked = admin.get("/work-orders/" + order + "/candidates").items();

      assertThat(ranked.stream().map(one -> one.path("id").asText()))
          .containsExactlyInAnyOrder("li-wei", "chen-tao", "zhao-min", "otis-sh");
      JsonNode last = ranked.getLast();
      assertThat(last.path("suited").asBoolean()).isFalse();
      assertThat(last.path("behind").path("reason").asText()).isEqualTo("trade");
      assertThat(last.path("behind").path("text").path("zh").asText()).isEqualTo("工种不符");
      JsonNode li =
          ranked.stream()
              .filter(one -> one.path("id").asText().equals("li-wei"))
              .findFirst()
              .orElseThrow();
      assertThat(reasons(li)).as("at whatever hour").contains("trade", "owner");
      assertThat(li.path("name").path("zh").asText()).isEqualTo("李伟");
      assertThat(ranked.getFirst().path("behind").isNull()).isTrue();

      assertThat(
              admin
                  .post(
                      "/work-orders/" + order + "/dispatch",
                      Map.of("assignee", ranked.getFirst().path("id").asText()))
                  .body()
                  .path("status")
                  .asText())
          .isEqualTo("dispatched");
      assertThat(reasons(admin.get("/work-orders/" + order + "/candidates").items().getFirst()))
          .contains("has_it");
      assertThat(admin.get("/work-orders/WX-1/candidates").status()).isEqualTo(404);
      assertThat(Api.of(address + "/api/v1").get("/work-orders/" + order + "/candidates").status())
          .isEqualTo(401);
      running.terminate();
    }
  }

  private static List<String> reasons(JsonNode candidate) {
    return StreamSupport.stream(candidate.path("reasons").spliterator(), false)
        .map(reason -> reason.path("reason").asText())
        .toList();
  }
}
