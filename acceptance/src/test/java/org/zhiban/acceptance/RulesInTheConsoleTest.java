package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engineer has changed a rule's file: the console says what differs, what the record would have
 * raised, switches it on when asked to, and says where a file is broken.
 */
final class RulesInTheConsoleTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aChangeIsSeenRehearsedAndSwitchedOn() throws IOException {
    Path _ = Chromium.installed();
    Path site = QuickSite.in(folder);
    Path template = site.resolve("templates/booster-pump.yaml");
    try (ZhibanProcess zhiban = ZhibanProcess.simulated(site, folder.resolve("data"))) {
      String address = zhiban.awaitReady(LONG);
      Api gateway = Api.signedIn(address);
      Api simulators = Api.of(zhiban.controlAddress());
      simulators.post("/faults", Map.of("equipment", "pump-b1", "fault", "dry_run"));
      Await.until("the pump runs dry", LONG, () -> dryRuns(gateway) == 1);
      try (Chromium chromium = Chromium.start()) {
        Page page = chromium.signedIn(address, 390, 844, "zh-CN");
        page.locator("nav a[href='/rules']").click();
        shows(page, "files", "same");

        write(template, "inlet_pressure < 0.02", "inlet_pressure < -1");
        page.locator("[data-testid='look']").click();
        shows(page, "files", "effect");
        assertThat(page.locator("[data-testid='rules-changed']").innerText())
            .contains("无水空转", "1#生活水泵", "2#生活水泵", "inlet_pressure < -1");
        assertThat(page.locator("[data-testid='alarms-anew']").innerText()).contains("无水空转");

        rehearsed(page);
        switchedOn(page, gateway);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .isEqualTo(true);
        assertThat(chromium.errors()).as("errors in the browser's console").isEmpty();

        write(template, "inlet_pressure < -1", "inlet_presure < -1");
        page.locator("[data-testid='look']").click();
        shows(page, "files", "broken");
        assertThat(page.locator("[data-testid='problem']").first().innerText())
            .containsPattern("templates/booster-pump\\.yaml:\\d+:\\d+")
            .contains("inlet_presure");
        assertThat(page.locator("[data-testid='take-over']").isDisabled()).isTrue();
      }
    }
  }

  private static void rehearsed(Page page) {
    page.locator("[data-testid='rehearse']").click();
    shows(page, "rehearsal", "ready");
    Locator row = page.locator("[data-testid='rehearsed-pump-b1-dry_run']");
    assertThat(row.getAttribute("data-turn")).isEqualTo("less");
    assertThat(row.locator("[data-testid='recorded-raised']").innerText()).isEqualTo("1");
    assertThat(row.locator("[data-testid='standing-raised']").innerText()).isEqualTo("1");
    assertThat(row.locator("[data-testid='proposed-raised']").innerText()).isEqualTo("0");
    assertThat(page.locator("[data-testid='deviation-less']").first().innerText())
        .contains("无水空转", "1#生活水泵", "原因");
  }

  private static void switchedOn(Page page, Api gateway) {
    page.locator("[data-testid='take-over']").click();
    page.locator("[data-testid='take-over-confirm']").click();
    page.locator("[data-testid='taken-over']").waitFor();
    shows(page, "files", "same");
    assertThat(page.locator("[data-testid='rehearsal']").getAttribute("data-stale"))
        .isEqualTo("true");
    assertThat(gateway.get("/audit?limit=5").items())
        .anySatisfy(entry -> assertThat(entry.path("action").asText()).isEqualTo("site_reload"));
  }

  private static void shows(Page page, String panel, String state) {
    page.locator("[data-testid='%s'][data-state='%s']".formatted(panel, state)).waitFor();
  }

  private static void write(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(before);
    Files.writeString(file, text.replace(before, after));
  }

  private static long dryRuns(Api gateway) {
    return gateway.get("/alarms?equipment=pump-b1").items().stream()
        .filter(alarm -> alarm.path("rule").asText().equals("dry_run"))
        .count();
  }
}
