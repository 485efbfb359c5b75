package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers report by a label, each once, and as many as the gateway bears ([R1] [R3] [R30]). */
final class ResidentHttpTest {
  @TempDir Path folder;

  private static String path(ServedSite site, String admin) {
    return site.send(admin, "GET", "/api/v1/labels", Optional.empty())
        .json()
        .getJsonArray("items")
        .getJsonObject(0)
        .getString("path");
  }

  private static String issued(ServedSite site, String admin) {
    assertThat(site.send(admin, "POST", "/api/v1/labels", Optional.of(new JsonObject())).status())
        .isEqualTo(201);
    return path(site, admin).substring("/r/".length());
  }

  private static JsonObject said() {
    return new JsonObject().put("content", "异响").put("reported_by", "王").put("phone", "138");
  }

  private static ServedSite.Reply report(
      ServedSite site, String token, String key, String from, JsonObject body) {
    return site.send(
        site.request("POST", "/api/v1/public/labels/" + token + "/reports", Optional.of(body))
            .header("Idempotency-Key", key)
            .header("X-Forwarded-For", from));
  }

  private static ServedSite.Reply report(ServedSite site, String token, String from) {
    return report(site, token, UUID.randomUUID().toString(), from, said());
  }

  @Test
  void whatIsTooMuchIsRefusedWithATimeAndARepeatIsAnsweredAllTheSame() {
    try (ServedSite site = ServedSite.in(folder)) {
      String token = issued(site, site.token("admin"));
      ServedSite.Reply first = report(site, token, "the-first-key", "10.0.0.1", said());
      assertThat(first.status()).as(first.body()).isEqualTo(201);
      for (int n = 1; n < ResidentLimits.A_LABEL; n++) {
        site.leap(Duration.ofMinutes(1));
        ServedSite.Reply next = report(site, token, "10.0.0." + n);
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        assertThat(next.json().getString("order")).isEqualTo(first.json().getString("order"));
      }
      ServedSite.Reply refused = report(site, token, "10.0.0.99");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).contains(String.valueOf(51 * 60));
      assertThat(refused.json().getString("detail")).contains("51");
      ServedSite.Reply again = report(site, token, "the-first-key", "10.0.0.1", said());
      assertThat(again.status()).as("was taken before").isEqualTo(201);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(
              report(site, token, "the-first-key", "10.0.0.1", said().put("content", "漏水"))
                  .status())
          .as("another report under the same key")
          .isEqualTo(422);
      site.leap(Duration.ofMinutes(51));
      assertThat(report(site, token, "10.0.0.99").status()).isEqualTo(200);
    }
  }

  @Test
  void nothingIsLookedUpForWhoAsksTooOftenOrHasNoToken() {
    try (ServedSite site = ServedSite.in(folder)) {
      String token = issued(site, site.token("admin"));
      String wrong = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
      for (String other : List.of("x", wrong, token + "A", token.substring(1))) {
        ServedSite.Reply unknown =
            site.send(site.request("GET", "/api/v1/public/labels/" + other, Optional.empty()));
        assertThat(unknown.status()).as(other).isEqualTo(404);
        assertThat(unknown.json().getString("detail")).contains("失效").contains("not valid");
      }
      int refused = 0;
      for (int n = 0; n < 70; n++) {
        ServedSite.Reply reply =
            site.send(site.request("GET", "/api/v1/public/labels/" + token, Optional.empty()));
        if (reply.status() == 429) {
          assertThat(reply.header("Retry-After")).isPresent();
          refused++;
        } else {
          assertThat(reply.status()).isEqualTo(200);
        }
      }
      assertThat(refused).as("of one address").isEqualTo(14);
    }
  }

  @Test
  void aLabelThatWasRenewedOpensNothing() {
    try (ServedSite site = ServedSite.in(folder)) {
      String admin = site.token("admin");
      String before = issued(site, admin);
      String id = before.substring(0, 12);
      JsonObject shown =
          site.send(site.request("GET", "/api/v1/public/labels/" + before, Optional.empty()))
              .json();
      assertThat(shown.fieldNames())
          .containsExactlyInAnyOrder(
              "site",
              "zone",
              "name",
              "location",
              "lift",
              "emergency_phone",
              "urgent_triggers",
              "faults",
              "notices");
      assertThat(
              site.send(admin, "POST", "/api/v1/labels/" + id + "/renew", Optional.empty())
                  .status())
          .isEqualTo(201);
      assertThat(report(site, before, "10.0.0.1").status()).isEqualTo(404);
      String after = path(site, admin).substring("/r/".length());
      assertThat(report(site, after, "10.0.0.1").status()).isEqualTo(201);
      assertThat(
              site.send(admin, "POST", "/api/v1/labels/" + id + "/revoke", Optional.empty())
                  .status())
          .as("was revoked by the renewal")
          .isEqualTo(409);
      assertThat(
              site.send(
                      admin,
                      "POST",
                      "/api/v1/labels/" + after.substring(0, 12) + "/revoke",
                      Optional.empty())
                  .status())
          .isEqualTo(200);
      assertThat(report(site, after, "10.0.0.1").status()).isEqualTo(404);
    }
  }
}
