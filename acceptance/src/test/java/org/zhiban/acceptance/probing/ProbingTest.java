package org.zhiban.acceptance.probing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.acceptance.Api;
import org.zhiban.acceptance.ZhibanProcess;

/**
 * Five thousand requests that are wrong somewhere, made from the contract, against a running
 * gateway: each is answered, in words, and none breaks it. {@code -Dzhiban.probe.seed=N} throws
 * other dice, {@code -Dzhiban.probe.count=N} more of them.
 */
final class ProbingTest {
  private static final long SEED = Long.getLong("zhiban.probe.seed", 20_261_123L);
  private static final int COUNT = Integer.getInteger("zhiban.probe.count", 5_000);
  private static final int CALLERS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What only the inside of a program is called. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|\\bat [a-z]+(\\.\\w+)+\\(|Caused"
              + " by|java\\.(lang|util|time|io)|io\\.(vertx|netty)|org\\.zhiban|com\\.fasterxml|SQLITE|/tmp/");

  /** The device behind a command refused, is away, or does not answer: that is the answer. */
  private static final List<Integer> OF_A_DEVICE = List.of(502, 503, 504);

  @TempDir Path folder;

  @Test
  void nothingThatIsWrongBreaksItOrShowsItsInside() throws Exception {
    Path site = ZhibanProcess.root().resolve("examples/site");
    try (ZhibanProcess running = ZhibanProcess.simulated(site, folder.resolve("data"))) {
      String address = running.awaitReady(Duration.ofSeconds(90));
      Api admin = Api.signedIn(address);
      Probes probes =
          new Probes(SEED, Operation.all(contract(address)), people(address, admin), known(admin));
      List<String> wrong = all(address, probes);
      assertThat(wrong).as("seed %d: %d of %d probes", SEED, wrong.size(), COUNT).isEmpty();
      assertThat(Api.signedIn(address).get("/site").status()).as("it serves still").isEqualTo(200);
      assertThat(running.output()).doesNotContain("defect of the gateway").doesNotContain("\tat ");
    }
  }

  private static JsonNode contract(String address) {
    return Api.of(address).get("/openapi.json").body();
  }

  private static List<Probes.Somebody> people(String address, Api admin) {
    List<Probes.Somebody> people = new ArrayList<>();
    for (int times = 0; times < 6; times++) {
      people.add(new Probes.Somebody("admin", admin.token()));
    }
    admin.get("/staff").items().stream()
        .limit(8)
        .forEach(
            member -> {
              String id = member.path("id").asText();
              String password = "password-of-" + id;
              assertThat(
                      admin
                          .put("/users/" + id + "/password", Map.of("password", password))
                          .status())
                  .isEqualTo(204);
              people.add(
                  new Probes.Somebody(
                      member.path("role").asText(), Api.signedIn(address, id, password).token()));
            });
    people.add(new Probes.Somebody("", ""));
    people.add(new Probes.Somebody("", "A".repeat(43)));
    return people;
  }

  private static Map<String, List<String>> known(Api admin) {
    String order =
        admin
            .post("/work-orders", Map.of("location", "3F", "content", "a lamp is dark"))
            .body()
            .path("id")
            .asText();
    List<JsonNode> equipment = admin.get("/equipment").items();
    JsonNode pump = equipment.getFirst();
    return Map.of(
        "id",
        List.of("none", order, pump.path("id").asText()),
        "equipment",
        List.of("none", pump.path("id").asText()),
        "point",
        List.of("none", pump.path("points").fieldNames().next()),
        "action",
        List.of("triage", "dispatch", "tick", "add_cost", "complete"),
        "figure",
        List.of("none", "closing_rate"),
        "sha256",
        List.of("0".repeat(64)));
  }

  private static List<String> all(String address, Probes probes) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      callers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (RawHttp http = new RawHttp(address)) {
                      for (int n = next.getAndIncrement(); n < COUNT; n = next.getAndIncrement()) {
                        Probe probe = probes.probe(n);
                        complaint(http, probe).ifPresent(why -> wrong.add(why + "\n  " + probe));
                      }
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    return List.copyOf(wrong);
  }

  /** What is wrong with the answer. */
  private static Optional<String> complaint(RawHttp http, Probe probe) throws IOException {
    Optional<RawHttp.Answer> answer;
    try {
      answer = http.send(probe.bytes(), probe.head());
    } catch (IOException e) {
      http.close();
      return Optional.of("no answer: " + e);
    }
    if (probe.framing()) {
      // What follows on this connection would be read as the rest of the request.
      http.close();
    }
    if (answer.isEmpty()) {
      return probe.framing() ? Optional.empty() : Optional.of("closed without an answer");
    }
    return complaint(probe, answer.get());
  }

  private static Optional<String> complaint(Probe probe, RawHttp.Answer answer) {
    boolean device = probe.of().id().equals("command") && OF_A_DEVICE.contains(answer.status());
    if (answer.status() >= 500 && !device) {
      return Optional.of("a failure: " + answer);
    }
    if (INSIDE.matcher(answer.body()).find() && answer.status() >= 400) {
      return Optional.of("shows its inside: " + answer);
    }
    if (probe.forbidden() && answer.status() < 400) {
      return Optional.of("let through: " + answer);
    }
    if (answer.status() >= 400 && !worded(probe, answer)) {
      return Optional.of("no words: " + answer);
    }
    if (answer.header("x-content-type-options").isEmpty()
        || answer.header("content-security-policy").isEmpty()) {
      return Optional.of("no security headers: " + answer);
    }
    return Optional.empty();
  }

  private static boolean worded(Probe probe, RawHttp.Answer answer) {
    if (answer.header("content-type").filter("application/problem+json"::equals).isEmpty()) {
      return false;
    }
    if (probe.head() || answer.header("content-encoding").isPresent()) {
      return true;
    }
    try {
      JsonNode problem = JSON.readTree(answer.body());
      return problem.path("status").asInt() == answer.status()
          && !problem.path("detail").asText().isBlank();
    } catch (JsonProcessingException _) {
      return false;
    }
  }
}
