package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.PemFiles;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttConnection.Version;
import org.zhiban.model.site.MqttListener;

/** Sessions with MQTT brokers, and the gateway's own listener for devices. */
final class MqttConnections {
  private static final Pattern BROKER =
      Pattern.compile("(tcp|ssl|ws|wss)://[^/\\s:]+(:[0-9]{1,5})?(/\\S*)?");

  private static final Key<String> BROKER_KEY =
      required(
          "broker",
          Texts.matching(
              "a broker's address",
              "write it like tcp://host:1883, with tcp, ssl, ws or wss",
              text -> BROKER.matcher(text).matches()),
          "address of the broker");
  private static final Key<Version> VERSION =
      defaulted(
          "version", Words.of("a version of MQTT", versions()), Version.V5, "version of MQTT");
  private static final Key<String> CLIENT_ID =
      optional(
          "client_id",
          Texts.matching(
              "a client id",
              "write 1 to 128 characters without spaces",
              text -> text.matches("\\S{1,128}")),
          "by which the broker keeps the session; else `zhiban-` and the connection's id");
  private static final Key<Path> CA_FILE =
      optional(
          "ca_file", Texts.file(), "certificate of an own authority (PEM), relative to the site");
  private static final Key<Path> CERT_FILE =
      optional(
          "cert_file",
          Texts.file(),
          "own certificate (PEM), with those between it and its authority, relative to the site");
  private static final Key<Path> KEY_FILE =
      optional(
          "key_file",
          Texts.file(),
          "private key of `cert_file` (PKCS#8 PEM, no password), relative to the site");
  private static final Key<String> STATUS_TOPIC =
      optional(
          "status_topic",
          Texts.matching(
              "a topic",
              "write a topic without + and #, like site/gateway/status",
              text -> text.matches("[^+#\\x00]{1,1024}")),
          "retained topic that says `online`, and `offline` when the gateway is gone");
  private static final Key<String> SPARKPLUG_HOST =
      optional(
          "sparkplug_host",
          Texts.matching(
              "a host id of Sparkplug",
              "write one level of a topic, like zhiban",
              text -> text.matches("[^+#/\\x00]{1,128}")),
          "host id under which `spBv1.0/STATE` says that the gateway is online, for edge nodes that"
              + " wait for their primary host");
  private static final Key<String> HOST =
      defaulted(
          "host",
          Texts.text(),
          MqttListener.LOOPBACK,
          "address of this machine that the port is open at; `0.0.0.0` for every one");
  private static final Key<Integer> PORT =
      required("port", Numbers.whole(1, 65_535), "port that the devices connect to");

  static final MappingShape<MqttConnection> SHAPE =
      MappingShape.<MqttConnection>of(
              "a connection of type mqtt",
              List.of(
                  Connections.TYPE,
                  BROKER_KEY,
                  VERSION,
                  CLIENT_ID,
                  Login.USER,
                  Login.PASSWORD,
                  CA_FILE,
                  CERT_FILE,
                  KEY_FILE,
                  STATUS_TOPIC,
                  SPARKPLUG_HOST),
              (values, reading) ->
                  new MqttConnection(
                      reading.name().text(),
                      values.get(BROKER_KEY),
                      values.get(VERSION),
                      values.find(CLIENT_ID).orElse("zhiban-" + reading.name().text()),
                      values.find(Login.USER),
                      Login.password(values),
                      values.find(CA_FILE).map(Path::toString),
                      keyFiles(values),
                      values.find(STATUS_TOPIC),
                      values.find(SPARKPLUG_HOST),
                      reading.name().position()))
          .check(Login::check)
          .check(MqttConnections::checkWill)
          .check(MqttConnections::checkFiles);

  static final MappingShape<MqttListener> LISTENER =
      MappingShape.<MqttListener>of(
              "a connection of type mqtt_listen",
              List.of(
                  Connections.TYPE, HOST, PORT, Login.USER, Login.PASSWORD, CERT_FILE, KEY_FILE),
              (values, reading) ->
                  new MqttListener(
                      reading.name().text(),
                      values.get(HOST),
                      values.get(PORT),
                      values.find(Login.USER),
                      Login.password(values),
                      keyFiles(values),
                      reading.name().position()))
          .check(Login::check)
          .check(MqttConnections::checkOwn)
          .check(MqttConnections::warnOpen);

  private MqttConnections() {}

  private static Map<String, Version> versions() {
    Map<String, Version> versions = new LinkedHashMap<>();
    versions.put("5", Version.V5);
    versions.put("3.1.1", Version.V3_1_1);
    return versions;
  }

  private static Optional<KeyFiles> keyFiles(Values values) {
    return values
        .find(CERT_FILE)
        .flatMap(
            certificate ->
                values
                    .find(KEY_FILE)
                    .map(key -> new KeyFiles(certificate.toString(), key.toString())));
  }

  private static void checkWill(Values values, Reading reading) {
    if (values.given(STATUS_TOPIC) && values.given(SPARKPLUG_HOST)) {
      reading.error(
          values.keyNode(STATUS_TOPIC),
          "a connection has one last will, for 'status_topic' or for 'sparkplug_host'",
          "take one of them out");
    }
  }

  private static void checkFiles(Values values, Reading reading) {
    boolean encrypted =
        values
            .find(BROKER_KEY)
            .filter(broker -> broker.startsWith("ssl:") || broker.startsWith("wss:"))
            .isPresent();
    if (values.find(BROKER_KEY).isPresent() && !encrypted) {
      for (Key<Path> key : List.of(CA_FILE, CERT_FILE, KEY_FILE)) {
        if (values.given(key)) {
          reading.error(
              values.keyNode(key),
              "'" + key.name() + "' belongs to an encrypted connection",
              "write the broker with ssl:// or wss://, or take '" + key.name() + "' out");
        }
      }
    }
    checkOwn(values, reading);
  }

  private static void warnOpen(Values values, Reading reading) {
    boolean reachable =
        values
            .find(HOST)
            .filter(host -> !host.equals("localhost") && !host.startsWith("127."))
            .isPresent();
    if (reachable && !values.given(Login.USER)) {
      reading.warning(
          values.node(HOST),
          "whoever reaches the port can send values",
          "add 'user' and 'password'");
    }
    if (reachable && values.given(Login.PASSWORD) && !values.given(CERT_FILE)) {
      reading.warning(
          values.node(Login.PASSWORD),
          "the password travels in clear",
          "add 'cert_file' and 'key_file'");
    }
  }

  private static void checkOwn(Values values, Reading reading) {
    if (values.given(CERT_FILE) != values.given(KEY_FILE)) {
      Key<Path> given = values.given(CERT_FILE) ? CERT_FILE : KEY_FILE;
      Key<Path> missing = values.given(CERT_FILE) ? KEY_FILE : CERT_FILE;
      reading.error(
          values.keyNode(given),
          "'" + given.name() + "' without '" + missing.name() + "'",
          "add '" + missing.name() + "'");
    }
    Optional<KeyFiles> files = keyFiles(values);
    if (files.isPresent()) {
      try {
        PemFiles.own(files.get());
      } catch (PemException e) {
        boolean certificate = e.file().equals(files.get().certificate());
        reading.error(values.node(certificate ? CERT_FILE : KEY_FILE), e.what(), e.remedy());
      }
    }
  }
}
