package org.zhiban.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A photograph [E18] and the customer's signature [R7] hang on an order once, through a kill, and
 * go with a backup; what a browser would run is refused.
 */
final class AttachmentsTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final byte[] PHOTO = bytes("\u00ff\u00d8\u00ff\u00e0 a leak", 300_000);
  private static final byte[] SIGNATURE = bytes("\u0089PNG\r\n\u001a\n Wu", 5_000);

  @TempDir Path folder;
  private String address = "";

  private static byte[] bytes(String head, int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; at++) {
      bytes[at] = (byte) (at * 31);
    }
    System.arraycopy(head.getBytes(ISO_8859_1), 0, bytes, 0, head.length());
    return bytes;
  }

  @Test
  void whatHangsOnAnOrderIsThereOnceAfterAKillAndInABackup() throws Exception {
    String order;
    JsonNode photo;
    try (ZhibanProcess running = run("data")) {
      address = running.awaitReady(LONG);
      setPasswords();
      order =
          as("sun")
              .post("/work-orders", Map.of("location", "Block A", "content", "tap drips"))
              .body()
              .path("id")
              .asText();
      refusals(order);
      photo = hung(order);
      running.kill();
    }
    try (ZhibanProcess again = run("data")) {
      address = again.awaitReady(LONG);
      thereOnce(order, photo);
      takenOff(order);
    }
    assertThat(command("backup", folder.resolve("b.zip").toString(), "--data", in("data")))
        .isZero();
    assertThat(command("restore", folder.resolve("b.zip").toString(), "--data", in("restored")))
        .isZero();
    try (ZhibanProcess restored = run("restored")) {
      address = restored.awaitReady(LONG);
      assertThat(bytesOf("li", order, photo.path("id").asText()).body()).isEqualTo(PHOTO);
    }
  }

  private void refusals(String order) throws Exception {
    byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>".getBytes(UTF_8);
    assertThat(send("li", order, "k1", "a.jpg", svg, Map.of()).statusCode()).isEqualTo(415);
    for (int over : new int[] {1, 1 << 20}) {
      byte[] large = bytes("\u00ff\u00d8\u00ff", (10 << 20) + over);
      HttpResponse<String> refused = send("li", order, "k2", "a.jpg", large, Map.of());
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.body()).contains("10 MB");
    }
    assertThat(send("fu", order, "k3", "a.jpg", PHOTO, Map.of()).statusCode()).isEqualTo(403);
    HttpResponse<String> unsigned =
        send("li", order, "k4", "s.png", SIGNATURE, Map.of("kind", "signature"));
    assertThat(unsigned.statusCode()).isEqualTo(400);
    assertThat(unsigned.body()).contains("signed_as");
    assertThat(anonymous(order)).isEqualTo(401);
    assertThat(order(order).path("attachments")).isEmpty();
    assertThat(order(order).path("history")).hasSize(1);
    assertThat(kept("data")).isEmpty();
  }

  private JsonNode hung(String order) throws Exception {
    HttpResponse<String> first =
        send("li", order, "photo-1", "漏水 1.jpg", PHOTO, Map.of("note", "below the sink"));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    HttpResponse<String> repeated =
        send("li", order, "photo-1", "漏水 1.jpg", PHOTO, Map.of("note", "below the sink"));
    assertThat(repeated.body()).isEqualTo(first.body());
    assertThat(send("li", order, "photo-2", "again.jpg", PHOTO, Map.of()).statusCode())
        .as("the same picture under another key")
        .isEqualTo(200);
    HttpResponse<String> signed =
        send(
            "li",
            order,
            "sign-1",
            "s.png",
            SIGNATURE,
            Map.of("kind", "signature", "signed_as", "customer", "signed_by", "吴先生"));
    assertThat(signed.statusCode()).as(signed.body()).isEqualTo(201);
    return json(first.body());
  }

  private void thereOnce(String order, JsonNode photo) throws Exception {
    JsonNode whole = order(order);
    assertThat(whole.path("attachments").findValuesAsText("kind"))
        .containsExactly("photo", "signature");
    assertThat(whole.path("attachments").path(0)).isEqualTo(photo);
    assertThat(whole.path("attachments").path(1).path("signed_by").asText()).isEqualTo("吴先生");
    assertThat(whole.path("history").findValuesAsText("action"))
        .filteredOn("add_attachment"::equals)
        .hasSize(2);
    assertThat(kept("data")).hasSize(2).noneMatch(name -> name.contains("incoming"));
    HttpResponse<byte[]> shown = bytesOf("li", order, photo.path("id").asText());
    assertThat(shown.body()).isEqualTo(PHOTO);
    assertThat(shown.headers().map())
        .containsEntry("content-type", List.of("image/jpeg"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"))
        .containsEntry(
            "content-disposition",
            List.of(
                "inline; filename=\"photo.jpg\";"
                    + " filename*=UTF-8''%E6%BC%8F%E6%B0%B4%201.jpg"));
    String signature = whole.path("attachments").path(1).path("id").asText();
    assertThat(bytesOf("fu", order, signature).statusCode()).isEqualTo(403);
    assertThat(as("fu").get("/work-orders/" + order).body().path("attachments").path(1).toString())
        .doesNotContain("吴先生");
  }

  private void takenOff(String order) throws Exception {
    String signature = order(order).path("attachments").path(1).path("id").asText();
    String path = "/work-orders/" + order + "/attachments/" + signature;
    assertThat(as("sun").delete(path).status()).isEqualTo(403);
    assertThat(as("zhao").delete(path + "?reason=smudged").status()).isEqualTo(204);
    assertThat(bytesOf("zhao", order, signature).statusCode()).isEqualTo(404);
    assertThat(order(order).path("attachments")).hasSize(1);
    assertThat(order(order).path("history").findValuesAsText("note"))
        .anyMatch(note -> note.contains("reason: smudged"));
  }

  private JsonNode order(String order) {
    return as("zhao").get("/work-orders/" + order).body();
  }

  /** The files of a data folder's attachments. */
  private List<String> kept(String data) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(data).resolve("attachments"))) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  private HttpResponse<String> send(
      String user, String order, String key, String name, byte[] file, Map<String, String> fields)
      throws Exception {
    String boundary = "----" + UUID.randomUUID();
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      form.writeBytes(
          ("--"
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\""
                  + field.getKey()
                  + "\"\r\n\r\n"
                  + field.getValue()
                  + "\r\n")
              .getBytes(UTF_8));
    }
    form.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
            .getBytes(UTF_8));
    form.writeBytes(file);
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address + "/api/v1" + path(order)))
            .header("Authorization", "Bearer " + as(user).token())
            .header("Idempotency-Key", key)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private int anonymous(String order) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(address + "/api/v1" + path(order)))
                .header("Content-Type", "image/jpeg")
                .POST(HttpRequest.BodyPublishers.ofByteArray(PHOTO))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private HttpResponse<byte[]> bytesOf(String user, String order, String attachment)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address + "/api/v1" + path(order) + "/" + attachment))
            .header("Authorization", "Bearer " + as(user).token())
            .header("Accept-Encoding", "gzip")
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String path(String order) {
    return "/work-orders/" + order + "/attachments";
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private Api as(String user) {
    return Api.as(address, user);
  }

  private String in(String data) {
    return folder.resolve(data).toString();
  }

  private static int command(String... arguments) {
    try (ZhibanProcess process = ZhibanProcess.start(arguments)) {
      return process.awaitEnd(LONG);
    }
  }

  private ZhibanProcess run(String data) throws IOException {
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
          - { id: sun, name: Sun, role: desk }
          - { id: fu, name: Fu, role: approver, level: 1 }
        """);
    return ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", in(data));
  }

  private void setPasswords() {
    Api.passwords(address, "li", "zhao", "sun", "fu");
  }
}
