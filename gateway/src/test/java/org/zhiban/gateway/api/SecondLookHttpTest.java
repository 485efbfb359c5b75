package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** An hour after hot work somebody looks again, once, and what he found is on record [V2]. */
@ResourceLock(Resources.LOCALE)
final class SecondLookHttpTest {
  private static final String PERMITS = "/api/v1/permits";

  @TempDir Path folder;

  private static JsonObject found() {
    return new JsonObject().put("note", "无阴燃");
  }

  private static ServedSite.Reply look(ServedSite site, String token, JsonObject permit) {
    return site.send(
        token, "POST", PERMITS + "/" + permit.getString("id") + "/look", Optional.of(found()));
  }

  private static int waiting(ServedSite site, String token) {
    return site.send(token, "GET", PERMITS + "?second_look=true", Optional.empty())
        .json()
        .getJsonArray("items")
        .size();
  }

  @Test
  void itIsTooEarlyThenDueThenDone() {
    try (ServedSite site = ServedSite.in(folder)) {
      String admin = site.token("admin");
      site.enrol(admin, "supervisor");
      site.enrol(admin, "technician");
      site.enrol(admin, "desk");
      String supervisor = site.token("supervisor");
      JsonObject permit =
          site.send(
                  supervisor,
                  "POST",
                  PERMITS,
                  Optional.of(
                      new JsonObject()
                          .put("kind", "hot_work")
                          .put("equipment", "pump")
                          .put("work", "焊接")
                          .put("holder", "张")
                          .put("watch", "technician")
                          .put("until", "2026-11-23T05:00:00Z")))
              .json();
      assertThat(permit.getJsonObject("second_look").getString("state")).isEqualTo("ahead");
      String technician = site.token("technician");
      assertThat(look(site, technician, permit).status()).isEqualTo(409);

      site.leap(Duration.ofMinutes(30));
      assertThat(waiting(site, technician)).isZero();
      site.send(
          supervisor, "POST", PERMITS + "/" + permit.getString("id") + "/end", Optional.empty());
      assertThat(waiting(site, technician)).isEqualTo(1);
      site.leap(Duration.ofMinutes(59));
      ServedSite.Reply early = look(site, technician, permit);
      assertThat(early.status()).isEqualTo(409);
      assertThat(early.json().getString("detail")).contains("60", "11-23 12:30");

      site.leap(Duration.ofMinutes(1));
      assertThat(look(site, site.token("desk"), permit).status()).isEqualTo(403);
      assertThat(
              site.send(
                      technician,
                      "POST",
                      PERMITS + "/" + permit.getString("id") + "/look",
                      Optional.of(new JsonObject().put("note", " ")))
                  .status())
          .as("whoever looked says what he found")
          .isEqualTo(400);
      ServedSite.Reply looked = look(site, technician, permit);
      assertThat(looked.status()).as(looked.body()).isEqualTo(200);
      JsonObject second = looked.json().getJsonObject("second_look");
      assertThat(second.getString("state")).isEqualTo("done");
      assertThat(second.getString("by")).isEqualTo("technician");
      assertThat(second.getString("note")).isEqualTo("无阴燃");
      assertThat(second.getString("at")).isEqualTo("2026-11-23T04:30:00.000Z");
      assertThat(waiting(site, technician)).isZero();
      assertThat(look(site, supervisor, permit).status()).isEqualTo(409);
    }
  }

  @Test
  void aWrongPasswordWithinASessionIsOnRecordWithWhoseSessionItWas() {
    try (ServedSite site = ServedSite.in(folder)) {
      String admin = site.token("admin");
      site.enrol(admin, "desk");
      ServedSite.Reply refused =
          site.send(
              site.token("desk"),
              "PUT",
              "/api/v1/users/desk/password",
              Optional.of(
                  new JsonObject().put("password", "another-long-one").put("current", "wrong")));
      assertThat(refused.status()).isEqualTo(403);
      JsonObject last =
          site.send(admin, "GET", "/api/v1/audit?limit=1", Optional.empty())
              .json()
              .getJsonArray("items")
              .getJsonObject(0);
      assertThat(last.getString("action")).isEqualTo("password_refused");
      assertThat(last.getString("actor")).isEqualTo("desk");
      assertThat(last.getString("subject")).isEqualTo("desk");
      assertThat(last.encode()).doesNotContain("wrong");
    }
  }
}
