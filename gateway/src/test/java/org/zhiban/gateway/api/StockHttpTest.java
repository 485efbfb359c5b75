package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Spare parts go into orders and come back from them: the books and the shelf say the same. */
@ResourceLock(Resources.LOCALE)
final class StockHttpTest {
  private static final String STOCK = "/api/v1/stock";

  @TempDir Path folder;

  private final Map<String, String> tokens = new HashMap<>();

  private ServedSite served() {
    ServedSite site = ServedSite.in(folder);
    String admin = site.token("admin");
    for (String user : List.of("technician", "supervisor", "desk")) {
      site.enrol(admin, user);
      tokens.put(user, site.token(user));
    }
    return site;
  }

  private ServedSite.Reply send(
      ServedSite site, String user, String method, String path, JsonObject body) {
    return site.send(Objects.requireNonNull(tokens.get(user)), method, path, Optional.of(body));
  }

  private JsonObject of(ServedSite.Reply reply, int status) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return reply.json();
  }

  private JsonObject get(ServedSite site, String path) {
    return of(
        site.send(Objects.requireNonNull(tokens.get("technician")), "GET", path, Optional.empty()),
        200);
  }

  private static JsonObject part(String id) {
    return new JsonObject()
        .put("id", id)
        .put("name", "Bearing 6205")
        .put("unit", "pcs")
        .put("place", "B-3")
        .put("minimum", "2")
        .put("price", "25.50");
  }

  private static JsonObject quantity(String quantity) {
    return new JsonObject().put("quantity", quantity);
  }

  /** One that is worked on. */
  private String order(ServedSite site) {
    JsonObject said = new JsonObject().put("content", "noise").put("location", "B1");
    String order =
        of(send(site, "supervisor", "POST", "/api/v1/work-orders", said), 201).getString("id");
    String steps = "/api/v1/work-orders/" + order;
    JsonObject whom = new JsonObject().put("assignee", "technician");
    of(send(site, "supervisor", "POST", steps + "/dispatch", whom), 200);
    of(send(site, "technician", "POST", steps + "/accept", new JsonObject()), 200);
    return order;
  }

  private ServedSite.Reply issue(ServedSite site, String order, JsonObject said) {
    return send(site, "supervisor", "POST", "/api/v1/work-orders/" + order + "/add_part", said);
  }

  private String left(ServedSite site) {
    return get(site, STOCK + "/K-12").getString("stock");
  }

  private void stocked(ServedSite site, String quantity) {
    of(send(site, "supervisor", "POST", STOCK, part("K-12")), 201);
    of(send(site, "desk", "POST", STOCK + "/K-12/receive", quantity(quantity)), 200);
  }

  @Test
  void whatGoesIntoAnOrderLeavesTheShelfAndComesBackWithItsLine() {
    try (ServedSite site = served()) {
      of(send(site, "technician", "POST", STOCK, part("K-12")), 403);
      stocked(site, "5");
      of(send(site, "supervisor", "POST", STOCK, part("K-12")), 409);
      String order = order(site);
      assertThat(get(site, "/api/v1/work-orders/" + order).encode()).contains("5 pcs left");

      JsonObject after = of(issue(site, order, quantity("4").put("stock", "K-12")), 200);
      JsonObject line = after.getJsonArray("parts").getJsonObject(0);
      assertThat(line.getString("part")).isEqualTo("K-12");
      assertThat(line.getString("name")).isEqualTo("Bearing 6205");
      assertThat(line.getDouble("amount")).isEqualTo(102.0);
      assertThat(left(site)).isEqualTo("1");
      JsonObject moved = get(site, STOCK + "/K-12").getJsonArray("movements").getJsonObject(0);
      assertThat(moved.getString("kind")).isEqualTo("issued");
      assertThat(moved.getString("work_order")).isEqualTo(order);
      assertThat(moved.getString("quantity")).isEqualTo("-4");

      ServedSite.Reply less = issue(site, order, quantity("2").put("stock", "K-12"));
      assertThat(less.status()).isEqualTo(409);
      assertThat(less.json().getString("detail")).contains("K-12", "B-3", "1 pcs");
      of(issue(site, order, quantity("1").put("stock", "K-99")), 400);
      of(issue(site, order, quantity("1")), 400);
      assertThat(get(site, STOCK + "?below_minimum=true").getJsonArray("items")).hasSize(1);

      JsonObject back =
          of(
              send(
                  site,
                  "supervisor",
                  "POST",
                  "/api/v1/work-orders/" + order + "/correct_cost",
                  new JsonObject().put("line", "1").put("reason", "not needed")),
              200);
      assertThat(back.getJsonArray("parts")).hasSize(2);
      assertThat(left(site)).isEqualTo("5");
      assertThat(
              get(site, STOCK + "/K-12")
                  .getJsonArray("movements")
                  .getJsonObject(0)
                  .getString("kind"))
          .isEqualTo("returned");
      of(issue(site, order, new JsonObject().put("part", "a hose from the shop")), 200);
      assertThat(left(site)).as("what is of no stock moves none").isEqualTo("5");
    }
  }

  @Test
  void theLastOneGoesToOneOfManyAndARepeatIssuesNothing() {
    try (ServedSite site = served()) {
      stocked(site, "3");
      List<String> orders = IntStream.range(0, 8).mapToObj(_ -> order(site)).toList();
      List<Integer> answers =
          orders.stream()
              .map(
                  order ->
                      CompletableFuture.supplyAsync(
                          () -> issue(site, order, quantity("1").put("stock", "K-12")).status(),
                          Thread::startVirtualThread))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .sorted()
              .toList();
      assertThat(answers).containsExactly(200, 200, 200, 409, 409, 409, 409, 409);
      assertThat(left(site)).isEqualTo("0");

      of(send(site, "desk", "POST", STOCK + "/K-12/receive", quantity("2")), 200);
      List<Integer> twice =
          Stream.of("once", "once")
              .map(
                  key ->
                      site.send(
                              site.request(
                                      "POST",
                                      "/api/v1/work-orders/" + orders.getFirst() + "/add_part",
                                      Optional.of(quantity("1").put("stock", "K-12")))
                                  .header("Authorization", "Bearer " + tokens.get("supervisor"))
                                  .header("Idempotency-Key", key))
                          .status())
              .toList();
      assertThat(twice).containsExactly(200, 200);
      assertThat(left(site)).isEqualTo("1");
    }
  }

  /** Whoever types it at the console reads why, not how a request is formed. */
  @Test
  void whatIsTypedWronglyIsRefusedInWordsAndMovesNothing() {
    try (ServedSite site = served()) {
      stocked(site, "3");
      for (String wrong : List.of("-1", "0", "0.0001", "1000001", "123456789012")) {
        assertThat(
                of(send(site, "desk", "POST", STOCK + "/K-12/receive", quantity(wrong)), 400)
                    .getString("detail"))
            .as(wrong)
            .startsWith("quantity: a number above 0");
      }
      for (String wrong : List.of("-1", "1.555", "99999999999")) {
        JsonObject said = quantity("1").put("price", wrong);
        assertThat(
                of(send(site, "desk", "POST", STOCK + "/K-12/receive", said), 400)
                    .getString("detail"))
            .as(wrong)
            .startsWith("price: what one costs, such as 25.50 CNY");
      }
      of(send(site, "desk", "POST", STOCK + "/K-12/receive", quantity("1e3")), 400);
      assertThat(left(site)).isEqualTo("3");
    }
  }

  @Test
  void itIsCountedWrittenOffAndRetiredWithAReason() {
    try (ServedSite site = served()) {
      stocked(site, "3");
      JsonObject counted =
          of(
              send(
                  site,
                  "supervisor",
                  "POST",
                  STOCK + "/K-12/count",
                  quantity("2.5").put("reason", "stock-taking")),
              200);
      assertThat(counted.getString("stock")).isEqualTo("2.5");
      of(send(site, "supervisor", "POST", STOCK + "/K-12/count", quantity("1")), 400);
      of(send(site, "supervisor", "POST", STOCK + "/K-12/retire", new JsonObject()), 409);
      of(
          send(
              site,
              "supervisor",
              "POST",
              STOCK + "/K-12/write_off",
              quantity("2.5").put("reason", "rusty")),
          200);
      of(send(site, "supervisor", "POST", STOCK + "/K-12/retire", new JsonObject()), 200);
      of(send(site, "desk", "POST", STOCK + "/K-12/receive", quantity("1")), 409);
      assertThat(get(site, STOCK).getJsonArray("items")).isEmpty();
      assertThat(get(site, STOCK + "?retired=true").getJsonArray("items")).hasSize(1);
      assertThat(
              site.send(
                      site.request(
                              "PUT",
                              STOCK + "/K-12",
                              Optional.of(
                                  new JsonObject().put("name", "Bearing").put("unit", "pcs")))
                          .header("Authorization", "Bearer " + tokens.get("supervisor"))
                          .header("If-Match", "\"1\""))
                  .status())
          .isEqualTo(412);
    }
  }
}
