package org.zhiban.drivers.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttConnection.Version;

/** Mosquitto with a second door for TLS, whose certificates a test makes. */
final class TlsBroker implements AutoCloseable {
  final Mosquitto broker;
  final int port;
  final TestCertificate authority;
  private final Path folder;

  private TlsBroker(Mosquitto broker, int port, TestCertificate authority, Path folder) {
    this.broker = broker;
    this.port = port;
    this.authority = authority;
    this.folder = folder;
  }

  /** Not yet started, with a certificate that is good for the loopback. */
  static TlsBroker in(Path folder, String... more) throws IOException {
    Path files = Files.createDirectories(folder.resolve("tls"));
    int port = FreePort.tcp();
    Mosquitto broker =
        Mosquitto.in(
            folder,
            "listener " + port + " 127.0.0.1",
            "cafile " + files.resolve("ca.pem"),
            "certfile " + files.resolve("server.pem"),
            "keyfile " + files.resolve("server.key"),
            String.join("\n", more));
    TlsBroker made = new TlsBroker(broker, port, TestCertificate.authority("site"), files);
    made.authority.writeCertificate(files.resolve("ca.pem"));
    made.shows(TestCertificate.of("broker").address("127.0.0.1"));
    return made;
  }

  /** The certificate it shows from its next start. */
  void shows(TestCertificate.Draft draft) {
    TestCertificate made = draft.signedBy(authority);
    made.writeCertificate(folder.resolve("server.pem"));
    made.writeKey(folder.resolve("server.key"));
  }

  /** Files of a certificate for the gateway. */
  KeyFiles own(TestCertificate certificate) {
    return new KeyFiles(
        certificate.writeCertificate(folder.resolve("gateway.pem")).toString(),
        certificate.writeKey(folder.resolve("gateway.key")).toString());
  }

  MqttConnection connection(Version version, Optional<KeyFiles> own) {
    return Mqtt.connection(
        "ssl://127.0.0.1:" + port, version, Optional.of(folder.resolve("ca.pem").toString()), own);
  }

  /** Trusting only what Java trusts by itself. */
  MqttConnection withoutAuthority(Version version) {
    return Mqtt.connection("ssl://127.0.0.1:" + port, version);
  }

  @Override
  public void close() {
    broker.close();
  }
}
