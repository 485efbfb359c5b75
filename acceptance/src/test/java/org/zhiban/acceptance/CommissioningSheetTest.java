package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A meter that the site reads in the wrong byte order, from the first look at it to the signature
 * that says that both agree.
 */
final class CommissioningSheetTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String VOLTAGE = "/commissioning/meter-a/voltage_a";
  private static final String WRONG = ", points: { voltage_a: { modbus: { byte_order: CDAB } } }";

  @TempDir Path folder;

  @Test
  void aWrongByteOrderIsFoundSaidMendedAndSignedAgain() throws Exception {
    Path _ = Chromium.installed();
    Path device = site("device", "10.0.0.1", 502, "");
    try (ZhibanProcess meter =
        ZhibanProcess.start("simulate", device.toString(), "--control-port", "0")) {
      meter.await(Pattern.compile("(ready)"), LONG);
      String port = meter.await(Pattern.compile("modbus\\+tcp://127\\.0\\.0\\.1:(\\d+)"), LONG);
      Path wrong = site("site", "127.0.0.1", Integer.parseInt(port), WRONG);
      try (ZhibanProcess zhiban = run(wrong)) {
        String address = zhiban.awaitReady(LONG);
        Api gateway = Api.signedIn(address);
        awaitRead(gateway);
        decoded(gateway);
        signedInTheConsole(address);
        assertThat(line(gateway).path("state").asText()).isEqualTo("differs");
        refused(gateway);
        exported(address, gateway);
      }
      site("site", "127.0.0.1", Integer.parseInt(port), "");
      try (ZhibanProcess zhiban = run(wrong)) {
        Api gateway = Api.signedIn(zhiban.awaitReady(LONG));
        assertThat(line(gateway).path("state").asText()).isEqualTo("read_again");
        assertThat(line(gateway).path("signed").path("read").asText()).isEqualTo("221");
        awaitRead(gateway);
        Api.Reply signed = gateway.put(VOLTAGE, Map.of("read", 221, "tolerance", 20));
        assertThat(signed.body().path("state").asText()).isEqualTo("agrees");
        assertThat(gateway.get("/audit").items().toString())
            .contains("commissioning_agrees", "commissioning_differs", "meter-a/voltage_a");
      }
    }
  }

  private static void awaitRead(Api gateway) {
    Await.until(
        "the meter is read",
        LONG,
        () -> line(gateway).path("now").path("quality").asText().equals("good"));
  }

  /** The registers, and of all their decodings the one that comes near the meter's own display. */
  private static void decoded(Api gateway) {
    JsonNode found = gateway.get("/points/meter-a/voltage_a/decodings?near=221").body();
    assertThat(found.path("registers")).hasSizeBetween(2, 4);
    assertThat(found.path("configured").path("byte_order").asText()).isEqualTo("CDAB");
    JsonNode first = found.path("candidates").get(0);
    assertThat(first.path("meets").asBoolean()).isTrue();
    assertThat(first.path("configured").asBoolean()).isFalse();
    assertThat(first.path("value").asDouble()).isBetween(190.0, 250.0);
    assertThat(first.path("decodings").get(0).path("type").asText()).isEqualTo("FLOAT32");
    assertThat(first.path("decodings").get(0).path("byte_order").asText()).isEqualTo("ABCD");
    assertThat(found.path("candidates"))
        .filteredOn(one -> one.path("configured").asBoolean())
        .singleElement()
        .satisfies(one -> assertThat(one.path("meets").asBoolean()).isFalse());

    assertThat(gateway.get("/points/meter-a/none/decodings").status()).isEqualTo(404);
    assertThat(gateway.get("/points/door/open/decodings").status()).isEqualTo(422);
    assertThat(gateway.get("/points/meter-a/voltage_a/decodings?near=much").status())
        .isEqualTo(400);
  }

  private static void signedInTheConsole(String address) {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.signedIn(address, 390, 844, "zh-CN");
      page.navigate(address + "/commissioning?q=voltage_a");
      page.locator("[data-testid='check-voltage_a']").click();
      page.locator("#reading").fill("221");
      page.locator("[data-testid='compare']").click();
      Locator likely = page.locator("[data-testid='decodings'] tr[data-likely='true']");
      likely.first().waitFor();
      assertThat(likely.first().innerText()).contains("FLOAT32 ABCD");
      Chromium.fill(page, "remark", "=万用表");
      page.locator("[data-testid='sign']").click();
      page.locator("[data-testid='line-voltage_a'][data-state='differs']").waitFor();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);

      onPaper(page);
      assertThat(page.locator("[data-testid='print']").isVisible()).isFalse();
      assertThat(page.getByText("验收人").isVisible()).isTrue();
      byte[] paper = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
      assertThat(new String(paper, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
      assertThat(chromium.errors()).as("errors in the browser's console").isEmpty();
    }
  }

  /** Playwright writes "print" by the machine's language, and in Turkish cannot. */
  private static void onPaper(Page page) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static void refused(Api gateway) {
    assertThat(gateway.put(VOLTAGE, Map.of("read", "much")).status()).isEqualTo(422);
    assertThat(gateway.put(VOLTAGE, Map.of("remark", "no reading")).status()).isEqualTo(400);
    assertThat(gateway.put("/commissioning/meter-a/none", Map.of("read", 1)).status())
        .isEqualTo(404);
  }

  private static void exported(String address, Api gateway) {
    List<String> rows = List.of(gateway.text("/commissioning.csv").split("\r\n"));
    assertThat(rows.getFirst()).as(address).startsWith("\uFEFF设备编号,");
    assertThat(rows)
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith(
                        "meter-a,1#总表,voltage_a,A相电压,mains unit 1 input 0 FLOAT32 CDAB in V,")
                    .contains(",221,4.42,")
                    .contains("'=万用表,admin,"));
  }

  private ZhibanProcess run(Path site) {
    return ZhibanProcess.start(
        "run", site.toString(), "--port", "0", "--data", folder.resolve("data").toString());
  }

  private Path site(String name, String host, int port, String change) throws IOException {
    Path site = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: s1, name: { zh: 站点, en: Site }, timezone: Asia/Shanghai }
        connections:
          mains: { type: modbus_tcp, host: %s, port: %d, max_registers_per_read: 80 }
        equipment:
          - { id: meter-a, name: { zh: 1#总表, en: Incomer 1 }, template: eastron-sdm630, connection: mains, unit: 1%s }
          - id: door
            class: cabinet
            name: Door
            connection: mains
            unit: 2
            points: { open: { name: Open, kind: binary, modbus: { register: discrete, address: 0 } } }
        """
            .formatted(host, port, change));
    return site;
  }

  private static JsonNode line(Api gateway) {
    return gateway.get("/commissioning?equipment=meter-a").items().stream()
        .filter(line -> line.path("point").asText().equals("voltage_a"))
        .findFirst()
        .orElseThrow();
  }
}
