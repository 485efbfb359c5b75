package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shift is handed over by two signatures: what stands is drawn up by the machine [R8], what was
 * signed stays as it stood, and nobody signs for another.
 */
final class HandoverBookTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  /** The day shift ends in about an hour, whenever the test runs. */
  private final ZonedDateTime end = ZonedDateTime.now(ZoneId.of("Asia/Shanghai")).plusHours(1);

  @TempDir Path folder;
  private String address = "";

  @Test
  void aShiftIsHandedOverByTwoSignaturesAndWhatWasSignedStays() throws IOException {
    String page;
    JsonNode handedOver;
    try (ZhibanProcess running = run()) {
      address = running.awaitReady(LONG);
      Api.passwords(address, "li", "zhao", "qian", "he", "sun");
      String order = dispatched("tap drips");
      log("bell tested", "");
      page = waiting();
      JsonNode stands = as("qian").get("/handover-book/" + page).body();
      assertThat(stands.path("state").asText()).isEqualTo("open");
      assertThat(stands.path("whose").path(0).asText()).isEqualTo("qian");
      assertThat(subjects(stands.path("stands"), "order")).containsExactly(order);
      assertThat(texts(stands.path("stands"), "log")).containsExactly("bell tested");
      left(page);
      String second = dispatched("lamp broken");
      log("bell was silent, reported", "1");
      JsonNode changed = as("he").get("/handover-book/" + page).body();
      assertThat(changed.path("state").asText()).isEqualTo("left");
      assertThat(subjects(changed.path("left").path("stood"), "order")).containsExactly(order);
      assertThat(changed.path("changes").findValuesAsText("kind")).containsExactly("new", "new");
      taken(page);
      handedOver = as("sun").get("/handover-book/" + page).body();
      assertThat(handedOver.path("state").asText()).isEqualTo("handed_over");
      assertThat(subjects(handedOver.path("stands"), "order")).containsExactly(order, second);
      as("li").step(second, "accept", Map.of());
    }
    try (ZhibanProcess again = run()) {
      address = again.awaitReady(LONG);
      JsonNode kept = as("sun").get("/handover-book/" + page).body();
      assertThat(kept).as("after a restart, with an order that went on").isEqualTo(handedOver);
      assertThat(kept.path("left").path("intact").asBoolean()).isTrue();
      List<String> hashes =
          Api.signedIn(address).get("/audit?limit=200").items().stream()
              .filter(entry -> entry.path("action").asText().equals("handover_sign"))
              .map(entry -> entry.path("detail").asText())
              .toList();
      assertThat(hashes).hasSize(2);
      assertThat(hashes.get(1)).contains(kept.path("left").path("sha256").asText());
      assertThat(hashes.get(0)).contains(kept.path("taken").path("sha256").asText(), "qian");
    }
  }

  /** The one who leaves signs what he saw; two calls at once are one signature. */
  private void left(String page) {
    Api qian = as("qian");
    Map<String, ?> said = Map.of("part", "left", "remarks", "key 12 is out");
    assertThat(as("he").post(path(page), Map.of("part", "taken")).status())
        .as("nobody has left")
        .isEqualTo(409);
    assertThat(
            qian.post(path(page), Map.of("part", "left", "user", "he", "password", "x")).status())
        .as("in another's name")
        .isEqualTo(403);
    List<CompletableFuture<Api.Reply>> calls = new ArrayList<>();
    for (int call = 0; call < 6; call++) {
      calls.add(CompletableFuture.supplyAsync(() -> qian.post(path(page), said)));
    }
    assertThat(calls.stream().map(it -> it.join().status()))
        .containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409);
    Api.Reply again = as("zhao").post(path(page), said);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("detail").asText()).contains("qian", "log");
  }

  /** At the console of whoever leaves, with the password of whoever takes over. */
  private void taken(String page) {
    Api qian = as("qian");
    assertThat(qian.post(path(page), Map.of("part", "taken")).status())
        .as("he left himself")
        .isEqualTo(409);
    Map<String, ?> said =
        Map.of(
            "part", "taken",
            "user", "he",
            "password", "password-of-he",
            "strokes", "M10 20 L300 200");
    Api.Reply first = qian.postOnce(path(page), said, "taken-1");
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.body().path("taken").path("person").asText()).isEqualTo("he");
    assertThat(qian.postOnce(path(page), said, "taken-1").body()).isEqualTo(first.body());
  }

  private static String path(String page) {
    return "/handover-book/" + page + "/signatures";
  }

  private String waiting() {
    return as("qian").get("/handover-book").items().stream()
        .filter(page -> page.path("next").asText().equals("left"))
        .filter(page -> page.path("shift").asText().equals("day"))
        .filter(page -> page.path("state").asText().equals("open"))
        .map(page -> page.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private String dispatched(String content) {
    String order =
        as("sun")
            .post(
                "/work-orders", Map.of("location", "Block A", "content", content, "separate", true))
            .body()
            .path("id")
            .asText();
    as("zhao").step(order, "dispatch", Map.of("assignee", "li"));
    return order;
  }

  private void log(String text, String corrects) {
    Map<String, ?> said =
        corrects.isEmpty()
            ? Map.of("text", text)
            : Map.of("text", text, "corrects", Integer.parseInt(corrects));
    assertThat(as("he").post("/control-log", said).status()).isEqualTo(201);
    assertThat(as("he").post("/control-log", Map.of("text", "x", "corrects", 99)).status())
        .isEqualTo(400);
  }

  private static List<String> subjects(JsonNode items, String section) {
    return values(items, section, "subject");
  }

  private static List<String> texts(JsonNode items, String section) {
    List<String> texts = new ArrayList<>();
    items.forEach(
        item -> {
          if (item.path("section").asText().equals(section)) {
            texts.add(item.path("text").path("en").asText());
          }
        });
    return texts;
  }

  private static List<String> values(JsonNode items, String section, String field) {
    List<String> values = new ArrayList<>();
    items.forEach(
        item -> {
          if (item.path("section").asText().equals(section)) {
            values.add(item.path(field).asText());
          }
        });
    return values;
  }

  private Api as(String user) {
    return Api.as(address, user);
  }

  private ZhibanProcess run() throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: works, name: Works, timezone: Asia/Shanghai, language: en }
        equipment:
          - { id: riser, name: Riser, class: amenity }
        shifts:
          day:   { from: "%1$s", to: "%2$s" }
          night: { from: "%2$s", to: "%1$s" }
        staff:
          - { id: li, name: Li, role: technician, trades: [plumbing], areas: [all] }
          - { id: zhao, name: Zhao, role: supervisor }
          - { id: qian, name: Qian, role: operator, shift: day }
          - { id: he, name: He, role: operator, shift: night }
          - { id: sun, name: Sun, role: desk }
        service: { handover_at: shift_end }
        """
            .formatted(CLOCK.format(end.minusHours(12)), CLOCK.format(end)));
    return ZhibanProcess.start(
        "run", site.toString(), "--port", "0", "--data", folder.resolve("data").toString());
  }
}
