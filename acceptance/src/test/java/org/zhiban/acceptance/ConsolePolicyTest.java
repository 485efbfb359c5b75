package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content security policy is strict, and no page of the console breaks it. */
final class ConsolePolicyTest {
  @TempDir Path folder;

  @Test
  void noPageBreaksThePolicyOfContents() {
    Path _ = Chromium.installed();
    Path site = ZhibanProcess.root().resolve("examples/site");
    try (ZhibanProcess running = ZhibanProcess.simulated(site, folder.resolve("data"))) {
      String address = running.awaitReady(Duration.ofSeconds(90));
      Api admin = Api.signedIn(address);
      try (Chromium chromium = Chromium.start()) {
        Page page = chromium.signedIn(address, 1440, 900, "en-US");
        for (String path : paths(admin)) {
          page.navigate(address + path);
          page.locator("[data-testid='live'][data-state='live']")
              .waitFor(new Locator.WaitForOptions().setTimeout(20_000));
          page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
          // What is shown under the mouse is made then.
          page.locator("canvas").all().forEach(chart -> chart.hover());
        }
        assertThat(chromium.errors()).isEmpty();
        // Were nothing refused, nothing would be found either.
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')");
        Await.until(
            "a style in a page is refused",
            Duration.ofSeconds(5),
            () -> !chromium.errors().isEmpty());
      }
    }
  }

  private static List<String> paths(Api admin) {
    String order =
        admin
            .post("/work-orders", Map.of("location", "3F", "content", "a lamp is dark"))
            .body()
            .path("id")
            .asText();
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/",
                "/alarms",
                "/orders",
                "/orders/" + order,
                "/report",
                "/equipment",
                "/plans",
                "/patrols",
                "/labels",
                "/notices",
                "/figures",
                "/connections",
                "/rules",
                "/commissioning"));
    JsonNode equipment = admin.get("/equipment").items().getFirst();
    paths.add("/equipment/" + equipment.path("id").asText());
    return paths;
  }
}
