package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.drivers.opcua.SecuredPeer;

/** From a secured server that nobody knows to its values, by the API alone. */
final class CertificatesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  @TempDir Path server;

  @Test
  void aServerIsTrustedByAPersonAndServesAndIsTrustedNoMore() throws Exception {
    TestCertificate certificate = SecuredPeer.sound().selfSigned();
    try (SecuredPeer peer = new SecuredPeer(server, certificate).started(1.5);
        ZhibanProcess zhiban =
            ZhibanProcess.start(
                "run",
                site(peer.port()).toString(),
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString())) {
      Api gateway = Api.signedIn(zhiban.awaitReady(Duration.ofMinutes(1)));
      Await.until("the server is refused", LONG, () -> refused(gateway).size() == 1);

      JsonNode shown = refused(gateway).getFirst();
      assertThat(shown.path("standing").asText()).isEqualTo("rejected");
      assertThat(shown.path("subject").asText()).isEqualTo("CN=PLC 1");
      assertThat(shown.path("application_uri").asText()).isEqualTo(SecuredPeer.URI);
      assertThat(shown.path("hosts").path(0).asText()).isEqualTo("127.0.0.1");
      String print = shown.path("sha256").asText();
      assertThat(HexFormat.of().parseHex(print)).hasSize(32);
      JsonNode refusal = shown.path("refusals").path(0);
      assertThat(refusal.path("connection").asText()).isEqualTo("lift");
      assertThat(refusal.path("reason").asText()).isEqualTo("untrusted");
      assertThat(refusal.path("words").asText()).contains("its certificate is not trusted");

      assertThat(gateway.post("/certificates/" + "0".repeat(64) + "/trust", Map.of()).status())
          .isEqualTo(404);
      String trust = "/certificates/" + print + "/trust";
      assertThat(gateway.postOnce(trust, Map.of(), "trust-1").status()).isEqualTo(204);
      Await.until("the link is up", LONG, () -> state(gateway).equals("up"));
      assertThat(gateway.postOnce(trust, Map.of(), "trust-1").status()).isEqualTo(204);
      assertThat(gateway.post(trust, Map.of()).status()).isEqualTo(409);
      assertThat(refused(gateway)).isEmpty();

      assertThat(gateway.post("/certificates/" + print + "/reject", Map.of()).status())
          .isEqualTo(204);
      Await.until("the server is refused again", LONG, () -> refused(gateway).size() == 1);
      Await.until("the link is down", LONG, () -> state(gateway).equals("down"));

      JsonNode own = own(gateway);
      assertThat(own.path("ends_soon").asBoolean()).isFalse();
      assertThat(gateway.post("/certificates/own/renew", Map.of()).status()).isEqualTo(204);
      assertThat(own(gateway).path("sha256")).isNotEqualTo(own.path("sha256"));
      assertThat(
              gateway.get("/audit").items().stream()
                  .map(entry -> entry.path("action").asText())
                  .filter(action -> action.contains("certificate")))
          .containsExactly(
              "own_certificate_renewed", "certificate_distrusted", "certificate_trusted");
      assertThat(Api.of(gateway.address()).get("/certificates").status()).isEqualTo(401);
    }
  }

  private Path site(int port) throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: works, name: Works, timezone: Asia/Shanghai, language: en }
        connections:
          lift: { type: opc_ua, endpoint: "opc.tcp://127.0.0.1:%d/", security: basic256sha256_sign_and_encrypt, timeout: 10s }
        equipment:
          - id: lift-1
            name: Lift 1
            class: elevator
            connection: lift
            points:
              speed: { name: Speed, kind: analog, unit: m/s, opc_ua: { node: "ns=1;s=Speed" } }
        """
            .formatted(port));
    return site;
  }

  private static List<JsonNode> refused(Api gateway) {
    return gateway.get("/certificates").items().stream()
        .filter(one -> !one.path("refusals").isEmpty())
        .toList();
  }

  private static JsonNode own(Api gateway) {
    return gateway.get("/certificates").items().stream()
        .filter(one -> one.path("standing").asText().equals("own"))
        .findFirst()
        .orElseThrow();
  }

  private static String state(Api gateway) {
    return gateway.get("/connections").items().getFirst().path("state").asText();
  }
}
