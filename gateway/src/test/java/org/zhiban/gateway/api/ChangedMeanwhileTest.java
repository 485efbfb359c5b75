package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Who read another version than the one that stands changes nothing. */
@ResourceLock(Resources.LOCALE)
final class ChangedMeanwhileTest {
  private static final String ROOT = "/api/v1";

  @TempDir Path folder;

  /** A change that is asked for. */
  private record Change(String method, String path, JsonObject body) {}

  /**
   * Something with a version, and two changes that it takes one after the other.
   *
   * @param made how it comes to be
   */
  private record Versioned(Change made, Change first, Change second) {}

  private static JsonObject notice(String where) {
    return new JsonObject()
        .put("kind", "planned")
        .put("supply", "other")
        .put("where", where)
        .put("zh", "外墙清洗")
        .put("from", "2026-12-01T09:00:00+08:00")
        .put("until", "2026-12-01T17:00:00+08:00");
  }

  private static JsonObject meter() {
    return new JsonObject()
        .put("name", "A座公区")
        .put("measure", "electricity")
        .put("scope", "common")
        .put("digits", 5);
  }

  private static final List<Versioned> THINGS =
      List.of(
          new Versioned(
              new Change(
                  "POST",
                  "/work-orders",
                  new JsonObject().put("content", "灯不亮").put("location", "3-1201")),
              new Change("POST", "/dispatch", new JsonObject().put("assignee", "technician")),
              new Change("POST", "/cancel", new JsonObject().put("reason", "自行恢复"))),
          new Versioned(
              new Change(
                  "POST",
                  "/lending",
                  new JsonObject().put("id", "K-1").put("kind", "key").put("name", "配电房")),
              new Change(
                  "POST",
                  "/lend",
                  new JsonObject()
                      .put("borrower", "technician")
                      .put("reason", "巡检")
                      .put("due", "2026-11-23T18:00:00+08:00")),
              new Change("POST", "/return", new JsonObject())),
          new Versioned(
              new Change("POST", "/meters", meter().put("id", "EM-1")),
              new Change("PUT", "", meter().put("name", "B座公区")),
              new Change("POST", "/retire", new JsonObject())),
          new Versioned(
              new Change("POST", "/notices", notice("A座")),
              new Change("PUT", "", notice("B座")),
              new Change("POST", "/submit", new JsonObject())));

  @Test
  void itIsRefusedWith412AndNothingIsChanged() {
    try (ServedSite site = ServedSite.in(folder)) {
      String admin = site.token("admin");
      for (Versioned thing : THINGS) {
        ServedSite.Reply made = ask(site, admin, thing.made(), "", Optional.empty());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String path = thing.made().path() + "/" + made.json().getString("id");
        String read = tag(site, admin, path);
        for (String other : List.of("\"99\"", "nonsense", "\"\"")) {
          refused(site, admin, thing.first(), path, other);
          assertThat(tag(site, admin, path)).as(path).isEqualTo(read);
        }
        taken(site, admin, thing.first(), path, read);
        assertThat(tag(site, admin, path)).as(path).isNotEqualTo(read);
        refused(site, admin, thing.second(), path, read);
        taken(site, admin, thing.second(), path, "*");
      }
    }
  }

  private static void refused(
      ServedSite site, String token, Change change, String path, String version) {
    ServedSite.Reply reply = ask(site, token, change, path, Optional.of(version));
    assertThat(reply.status()).as("%s %s: %s", path, version, reply.body()).isEqualTo(412);
    assertThat(reply.json().getString("detail")).contains("read it again");
  }

  /** Whoever got no answer asks again with the same key, and gets the one he missed. */
  private static void taken(
      ServedSite site, String token, Change change, String path, String version) {
    ServedSite.Reply reply = ask(site, token, change, path, Optional.of(version));
    assertThat(reply.status()).as("%s %s: %s", path, version, reply.body()).isEqualTo(200);
    ServedSite.Reply again = ask(site, token, change, path, Optional.of(version));
    assertThat(again.status()).as("%s again: %s", path, again.body()).isEqualTo(200);
    assertThat(again.header("ETag")).isEqualTo(reply.header("ETag"));
  }

  private static String tag(ServedSite site, String token, String path) {
    return site.send(token, "GET", ROOT + path, Optional.empty()).header("ETag").orElseThrow();
  }

  private static ServedSite.Reply ask(
      ServedSite site, String token, Change change, String under, Optional<String> version) {
    var request =
        site.request(change.method(), ROOT + under + change.path(), Optional.of(change.body()))
            .header("Authorization", "Bearer " + token);
    version.ifPresent(
        it ->
            request
                .header("If-Match", it)
                .header(
                    "Idempotency-Key",
                    Integer.toHexString((under + change.path() + it).hashCode())));
    return site.send(request);
  }
}
