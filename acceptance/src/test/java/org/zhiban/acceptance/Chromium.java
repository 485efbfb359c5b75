package org.zhiban.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The browser of the machine, before which the console stands as a person sees it. */
final class Chromium implements AutoCloseable {
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

  private final Playwright playwright = Playwright.create();
  private final Browser browser;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private Chromium(Path program) {
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(FLAGS));
  }

  /** Skips the test where none is installed; to be asked before anything is started. */
  static Path installed() {
    Path program = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(""));
    assumeTrue(!program.toString().isEmpty(), "no Chromium or Chrome is installed");
    return program;
  }

  static Chromium start() {
    return new Chromium(installed());
  }

  /** What the browser itself complained of on any page. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** A page of somebody who is not signed in. */
  Page open(String address, int width, int height, String language) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setTimezoneId("Asia/Shanghai"));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    page.navigate(address);
    return page;
  }

  /** A page on which the administrator has signed in, and which is live. */
  Page signedIn(String address, int width, int height, String language) {
    Page page = open(address, width, height, language);
    fill(page, "user", "admin");
    fill(page, "password", ZhibanProcess.PASSWORD);
    page.locator("[data-testid='submit']").click();
    page.locator("[data-testid='live'][data-state='live']")
        .waitFor(new Locator.WaitForOptions().setTimeout(20_000));
    return page;
  }

  /** Types into a field, which may be the element itself or stand inside it. */
  static void fill(Page page, String field, String text) {
    page.locator("[data-testid='%1$s'] input, input[data-testid='%1$s']".formatted(field))
        .first()
        .fill(text);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
