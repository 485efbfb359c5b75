package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a month open onto what they count ([R9] [R24] [R25] [Q1] to [Q6] [K2]). */
final class FiguresTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void figuresOpenOntoTheOrdersThatTheyCount() throws Exception {
    Path site = QuickSite.in(folder);
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      Api.Reply reported =
          admin.post(
              "/work-orders",
              Map.of(
                  "equipment", "pump-b1",
                  "content", "=漏水,\"很大\"",
                  "reported_by", "A-1203",
                  "phone", "13800000000",
                  "urgency", "normal"));
      assertThat(reported.status()).isEqualTo(201);
      String number = reported.body().path("number").asText();

      JsonNode figures = admin.get("/kpi?group_by=class").body();
      for (String section : new String[] {"work_orders", "alarms", "maintenance", "qpi"}) {
        assertThat(figures.path(section).isEmpty()).as(section).isFalse();
      }
      JsonNode opened = figures.path("work_orders").path("opened");
      assertThat(opened.path("value").asInt()).isEqualTo(opened.path("rows").asInt());
      assertThat(opened.path("definition").path("zh").asText()).contains("维修工单");
      JsonNode repairs = figures.path("work_orders").path("mttr");
      assertThat(repairs.path("value").isNull()).isTrue();
      assertThat(repairs.path("no_data").path("zh").asText()).isNotEmpty();

      JsonNode rows = admin.get("/kpi/opened/rows?group_by=class&group=pump&limit=1000").body();
      assertThat(rows.path("items").findValuesAsText("work_order")).contains(number);
      assertThat(admin.get("/kpi/opened/rows?group_by=class&group=elevator").body().path("items"))
          .isEmpty();
      assertThat(admin.get("/kpi/no_such/rows").status()).isEqualTo(404);
      assertThat(admin.get("/kpi?from=2026-11-02&to=2026-11-01").status()).isEqualTo(400);
      assertThat(admin.get("/kpi?from=2020-01-01&to=2026-11-01").status()).isEqualTo(400);
      assertThat(Api.of(address + "/api/v1").get("/kpi").status()).isEqualTo(401);
      assertThat(admin.put("/users/li-wei/password", Map.of("password", "password-of-li")).status())
          .isLessThan(300);
      assertThat(Api.signedIn(address, "li-wei", "password-of-li").get("/kpi").status())
          .as("a technician")
          .isEqualTo(403);
      running.terminate();
    }
  }
}
