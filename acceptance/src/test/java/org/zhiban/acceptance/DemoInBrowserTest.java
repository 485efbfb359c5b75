package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The demo as a stranger sees it: within a minute of {@code ready} all six kinds show good values
 * on all three protocols in a real browser. {@code -Dzhiban.pictures=FOLDER} keeps what was seen.
 */
final class DemoInBrowserTest {
  private static final Duration A_MINUTE = Duration.ofSeconds(60);
  private static final List<String> SIX_KINDS =
      List.of("access_reader", "lpr_camera", "elevator", "fire_panel", "pump", "meter");
  private static final List<Path> BROWSERS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  @Test
  void sixKindsOfEquipmentShowGoodValuesWithinAMinute() {
    Path browser = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(""));
    assumeTrue(!browser.toString().isEmpty(), "no Chromium or Chrome is installed");
    try (ZhibanProcess demo = ZhibanProcess.start("demo", "--port", "0", "--control-port", "0")) {
      String address = demo.awaitReady(Duration.ofSeconds(90));
      long readyAt = System.nanoTime();
      assertThat(protocols(Api.signedIn(address)))
          .as("connection types of the demo")
          .contains("modbus_tcp", "opc_ua", "mqtt");
      try (Playwright playwright = Playwright.create();
          Browser chromium =
              playwright
                  .chromium()
                  .launch(
                      new BrowserType.LaunchOptions().setExecutablePath(browser).setArgs(FLAGS))) {
        List<String> errors = new ArrayList<>();
        Page desk = page(chromium, 1440, 900, "zh-CN", errors);
        signIn(desk, address);
        for (String kind : SIX_KINDS) {
          Locator rows =
              desk.locator("[data-testid='class-" + kind + "'] [data-testid^='equipment-']");
          Duration left = A_MINUTE.minusNanos(System.nanoTime() - readyAt);
          Await.until(kind + " shows good values", left, () -> rows.count() > 0 && allGood(rows));
        }
        assertThat(desk.locator("[data-testid='live']").getAttribute("data-state"))
            .isEqualTo("live");
        picture(desk, "overview-1440-zh");
        Page phone = page(chromium, 390, 844, "en-US", errors);
        signIn(phone, address);
        phone.locator("[data-testid^='equipment-']").first().waitFor();
        phone.locator("[data-testid='language']").click();
        phone.getByText("Open orders").first().waitFor();
        picture(phone, "overview-390-en");
        assertThat(errors).as("errors in the browser's console").isEmpty();
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

  private static Page page(
      Browser chromium, int width, int height, String language, List<String> errors) {
    BrowserContext context =
        chromium.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setTimezoneId("Asia/Shanghai"));
    Page page = context.newPage();
    page.onConsoleMessage(
        message ->
            Stream.of(message)
                .filter(m -> m.type().equals("error"))
                .forEach(m -> errors.add(m.text())));
    page.onPageError(errors::add);
    return page;
  }

  private static void signIn(Page page, String address) {
    page.navigate(address);
    page.locator("[data-testid='user'] input, input[data-testid='user']").first().fill("admin");
    page.locator("[data-testid='password'] input, input[data-testid='password']")
        .first()
        .fill(ZhibanProcess.PASSWORD);
    page.locator("[data-testid='submit']").click();
    page.locator("[data-testid='live'][data-state='live']")
        .waitFor(new Locator.WaitForOptions().setTimeout(20_000));
  }

  private static void picture(Page page, String name) {
    String folder = System.getProperty("zhiban.pictures");
    Path into = folder == null ? Path.of("target", "pictures") : Path.of(folder);
    page.screenshot(new Page.ScreenshotOptions().setPath(into.resolve(name + ".png")));
  }
}
