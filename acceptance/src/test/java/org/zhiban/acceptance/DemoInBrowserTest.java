package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The demo as a stranger sees it: within a minute of {@code ready} all six kinds show good values
 * on all three protocols in a real browser. {@code -Dzhiban.pictures=FOLDER} keeps what was seen.
 */
final class DemoInBrowserTest {
  private static final Duration A_MINUTE = Duration.ofSeconds(60);
  private static final List<String> SIX_KINDS =
      List.of("access_reader", "lpr_camera", "elevator", "fire_panel", "pump", "meter");

  @Test
  void sixKindsOfEquipmentShowGoodValuesWithinAMinute() {
    Path _ = Chromium.installed();
    try (ZhibanProcess demo = ZhibanProcess.start("demo", "--port", "0", "--control-port", "0")) {
      String address = demo.awaitReady(Duration.ofSeconds(90));
      long readyAt = System.nanoTime();
      assertThat(protocols(Api.signedIn(address)))
          .as("connection types of the demo")
          .contains("modbus_tcp", "opc_ua", "mqtt");
      try (Chromium chromium = Chromium.start()) {
        Page desk = chromium.signedIn(address, 1440, 900, "zh-CN");
        for (String kind : SIX_KINDS) {
          Locator rows =
              desk.locator("[data-testid='class-" + kind + "'] [data-testid^='equipment-']");
          Duration left = A_MINUTE.minusNanos(System.nanoTime() - readyAt);
          Await.until(kind + " shows good values", left, () -> rows.count() > 0 && allGood(rows));
        }
        assertThat(desk.locator("[data-testid='live']").getAttribute("data-state"))
            .isEqualTo("live");
        picture(desk, "overview-1440-zh");
        Page phone = chromium.signedIn(address, 390, 844, "en-US");
        phone.locator("[data-testid^='equipment-']").first().waitFor();
        phone.locator("[data-testid='language']").click();
        phone.getByText("Open orders").first().waitFor();
        picture(phone, "overview-390-en");
        assertThat(chromium.errors()).as("errors in the browser's console").isEmpty();
      }
      demo.terminate();
      assertThat(demo.awaitEnd(Duration.ofSeconds(10))).as("ends cleanly").isIn(0, 143);
    }
  }

  private static List<String> protocols(Api gateway) {
    return gateway.get("/connections").items().stream().map(c -> c.path("type").asText()).toList();
  }

  private static boolean allGood(Locator rows) {
    return rows.all().stream().allMatch(row -> "good".equals(row.getAttribute("data-quality")));
  }

  private static void picture(Page page, String name) {
    String folder = System.getProperty("zhiban.pictures");
    Path into = folder == null ? Path.of("target", "pictures") : Path.of(folder);
    page.screenshot(new Page.ScreenshotOptions().setPath(into.resolve(name + ".png")));
  }
}
