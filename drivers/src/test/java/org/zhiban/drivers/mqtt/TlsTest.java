package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.PointKind;

/** TLS with a broker that nobody here wrote: what goes wrong is said so that it can be mended. */
@Timeout(180)
class TlsTest {
  private static final String WANTS_CERTIFICATES = "require_certificate true";

  @TempDir Path folder;
  private final RecordingSink sink = new RecordingSink();

  private RunningDriver running(MqttConnection connection) {
    return RunningDriver.start(
        Drivers.create(
            new DrivenLink(
                connection, List.of(Mqtt.point(0, PointKind.ANALOG, "meter/power", "/v"))),
            sink,
            InstantSource.system(),
            Credentials.NONE,
            DevicePorts.NONE));
  }

  private void awaitValue(TlsBroker tls, RunningDriver running) {
    sink.awaitThat(
        Duration.ofSeconds(60), "up", () -> running.driver().status().state() == State.UP);
    tls.broker.publish("meter/power", "{\"v\":7}");
    sink.await(0, "the value", one -> one.good() && one.value() == 7);
  }

  private void awaitWords(RunningDriver running, String... words) {
    sink.awaitThat(
        "down, and why: " + List.of(words),
        () -> {
          String said = running.driver().status().lastError().orElse("");
          return List.of(words).stream().allMatch(said::contains);
        });
    assertThat(running.driver().status().state()).isEqualTo(State.DOWN);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aBrokerWhoseOwnAuthorityIsNamedIsTrusted(Version version) throws IOException {
    try (TlsBroker tls = TlsBroker.in(folder)) {
      tls.broker.start();
      try (RunningDriver running = running(tls.connection(version, Optional.empty()))) {
        awaitValue(tls, running);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void anUnknownAuthorityIsRefused(Version version) throws IOException {
    try (TlsBroker tls = TlsBroker.in(folder)) {
      tls.broker.start();
      try (RunningDriver running = running(tls.withoutAuthority(version))) {
        awaitWords(running, "not trusted", "set ca_file", "ssl://127.0.0.1:" + tls.port);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void anExpiredCertificateIsRefusedUntilTheBrokerHasANewOne(Version version) throws IOException {
    Instant now = Instant.now();
    try (TlsBroker tls = TlsBroker.in(folder)) {
      tls.shows(
          TestCertificate.of("broker")
              .address("127.0.0.1")
              .good(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(1))));
      tls.broker.start();
      try (RunningDriver running = running(tls.connection(version, Optional.empty()))) {
        awaitWords(running, "past its end", "renew it at the broker");

        tls.broker.stop();
        tls.shows(TestCertificate.of("broker").address("127.0.0.1"));
        tls.broker.start();
        awaitValue(tls, running);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aCertificateForAnotherHostIsRefused(Version version) throws IOException {
    try (TlsBroker tls = TlsBroker.in(folder)) {
      tls.shows(TestCertificate.of("broker").host("elsewhere.example"));
      tls.broker.start();
      try (RunningDriver running = running(tls.connection(version, Optional.empty()))) {
        awaitWords(running, "for another name");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aPortWithoutTlsIsToldFromABadCertificate(Version version) throws IOException {
    try (TlsBroker tls = TlsBroker.in(folder)) {
      tls.broker.start();
      try (RunningDriver running =
          running(Mqtt.connection("ssl://127.0.0.1:" + tls.broker.port, version))) {
        awaitWords(running, "connection bus", "it may have no TLS at this port");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aBrokerThatWantsACertificateIsToldOfInWords(Version version) throws IOException {
    try (TlsBroker tls = TlsBroker.in(folder, WANTS_CERTIFICATES)) {
      tls.broker.start();
      try (RunningDriver running = running(tls.connection(version, Optional.empty()))) {
        awaitWords(running, "client certificate", "cert_file", "key_file");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aForeignCertificateIsRefusedUntilItIsReplacedWhereItLies(Version version)
      throws IOException {
    try (TlsBroker tls = TlsBroker.in(folder, WANTS_CERTIFICATES)) {
      tls.broker.start();
      TestCertificate stranger =
          TestCertificate.of("gateway").signedBy(TestCertificate.authority("stranger"));
      try (RunningDriver running =
          running(tls.connection(version, Optional.of(tls.own(stranger))))) {
        awaitWords(running, "cert_file");

        tls.own(TestCertificate.of("gateway").signedBy(tls.authority));
        awaitValue(tls, running);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aCertificateOnAnEllipticCurveServesToo(Version version) throws IOException {
    try (TlsBroker tls = TlsBroker.in(folder, WANTS_CERTIFICATES)) {
      tls.shows(TestCertificate.of("broker").address("127.0.0.1").ec());
      tls.broker.start();
      TestCertificate own = TestCertificate.of("gateway").ec().signedBy(tls.authority);
      try (RunningDriver running = running(tls.connection(version, Optional.of(tls.own(own))))) {
        awaitValue(tls, running);
      }
    }
  }
}
