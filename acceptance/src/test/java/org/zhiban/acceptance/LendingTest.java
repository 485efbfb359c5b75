package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, tools and badges [K1] [E5]: each is with one at a time, and what is out is seen. */
final class LendingTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir Path folder;
  private String address = "";

  @Test
  void aKeyIsLentToOneOfManyWhoAskAtOnceAndComesBack() throws IOException {
    try (ZhibanProcess running = run()) {
      address = running.awaitReady(LONG);
      Api.passwords(address, "li", "zhao", "he");
      registered();
      String winner = lentToOneOfMany();
      JsonNode key = as("zhao").get("/lending/K12").body();
      assertThat(key.path("loan").path("borrower").asText()).isEqualTo(winner);
      assertThat(standing()).containsExactly("K12");
      Api.Reply retired = as("zhao").post("/lending/K12/retire", Map.of());
      assertThat(retired.status()).isEqualTo(409);
      assertThat(retired.body().path("detail").asText()).contains(winner);
      badge();
    }
    try (ZhibanProcess again = run()) {
      address = again.awaitReady(LONG);
      assertThat(standing()).containsExactly("B1", "K12");
      Map<String, ?> found = Map.of("note", "bent");
      Api.Reply back = as("he").postOnce("/lending/K12/return", found, "back-1");
      assertThat(back.status()).as(back.toString()).isEqualTo(200);
      assertThat(as("he").postOnce("/lending/K12/return", found, "back-1").body())
          .isEqualTo(back.body());
      assertThat(as("he").post("/lending/K12/return", Map.of()).status()).isEqualTo(409);
      JsonNode loans = as("he").get("/lending/K12").body().path("loans");
      assertThat(loans).hasSize(1);
      assertThat(loans.path(0).path("note").asText()).isEqualTo("bent");
      assertThat(standing()).containsExactly("B1");
      assertThat(as("zhao").post("/lending/K12/retire", Map.of("note", "lost in a shaft")).status())
          .isEqualTo(200);
      assertThat(Api.signedIn(address).get("/audit?limit=9").body().toString())
          .contains("lost in a shaft");
      assertThat(lend("he", "K12", "li").status()).as("it is off the register").isEqualTo(409);
      assertThat(as("zhao").post("/lending", key()).status()).as("its number").isEqualTo(409);
    }
  }

  private static Map<String, ?> key() {
    return Map.of("id", "K12", "kind", "key", "name", "Pump room", "place", "board 1");
  }

  private void registered() {
    assertThat(as("li").post("/lending", key()).status()).as("a technician").isEqualTo(403);
    assertThat(as("zhao").post("/lending", key()).status()).isEqualTo(201);
    assertThat(as("zhao").post("/lending", key()).status()).isEqualTo(409);
  }

  private String lentToOneOfMany() {
    List<CompletableFuture<Api.Reply>> calls = new ArrayList<>();
    Api he = as("he");
    Api zhao = as("zhao");
    for (int call = 0; call < 8; call++) {
      Api who = call % 2 == 0 ? he : zhao;
      String borrower = "worker-" + call;
      calls.add(CompletableFuture.supplyAsync(() -> lend(who, "K12", borrower)));
    }
    List<Api.Reply> replies = calls.stream().map(CompletableFuture::join).toList();
    List<Api.Reply> lent = replies.stream().filter(it -> it.status() == 200).toList();
    assertThat(lent).hasSize(1);
    assertThat(replies).filteredOn(it -> it.status() == 409).hasSize(7);
    return lent.getFirst().body().path("loan").path("borrower").asText();
  }

  /** Whoever has a badge is in the building. */
  private void badge() {
    assertThat(
            as("he")
                .post("/lending", Map.of("id", "B1", "kind", "badge", "name", "Badge 1"))
                .status())
        .isEqualTo(201);
    assertThat(lend("he", "B1", "Mr Wu").status()).isEqualTo(200);
    List<JsonNode> inside = as("li").get("/lending?kind=badge").items();
    assertThat(inside).hasSize(1);
    assertThat(inside.getFirst().path("loan").path("borrower").asText()).isEqualTo("Mr Wu");
  }

  private Api.Reply lend(String user, String thing, String borrower) {
    return lend(as(user), thing, borrower);
  }

  private static Api.Reply lend(Api who, String thing, String borrower) {
    String due = Instant.now().plus(Duration.ofHours(2)).toString();
    return who.post(
        "/lending/" + thing + "/lend", Map.of("borrower", borrower, "reason", "round", "due", due));
  }

  /** What the handover book says is out. */
  private List<String> standing() {
    String page = as("he").get("/handover-book").items().getFirst().path("id").asText();
    List<String> out = new ArrayList<>();
    as("he")
        .get("/handover-book/" + page)
        .body()
        .path("stands")
        .forEach(
            item -> {
              if (item.path("section").asText().equals("lent")) {
                out.add(item.path("subject").asText());
              }
            });
    return out.stream().sorted().toList();
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
        staff:
          - { id: li, name: Li, role: technician, trades: [plumbing], areas: [all] }
          - { id: zhao, name: Zhao, role: supervisor }
          - { id: he, name: He, role: operator }
        service: { handover_at: "08:00" }
        """);
    return ZhibanProcess.start(
        "run", site.toString(), "--port", "0", "--data", folder.resolve("data").toString());
  }
}
