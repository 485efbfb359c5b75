package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.opcua.UserCertificate;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;

/** Sessions with OPC UA servers. */
final class OpcUaConnections {
  private static final Pattern ENDPOINT =
      Pattern.compile("opc\\.tcp://[^/\\s:]+(:[0-9]{1,5})?(/\\S*)?");

  private static final Key<String> ENDPOINT_KEY =
      required(
          "endpoint",
          Texts.matching(
              "an OPC UA endpoint",
              "write it like opc.tcp://host:4840/path",
              text -> ENDPOINT.matcher(text).matches()),
          "address of the server");
  private static final Key<Security> SECURITY =
      defaulted(
          "security",
          Words.lower("a security policy", Security.values()),
          Security.NONE,
          "policy and message mode");
  private static final Key<Mode> MODE =
      defaulted("mode", Words.lower("a mode", Mode.values()), Mode.SUBSCRIBE, "how values come");
  private static final Key<Duration> INTERVAL =
      defaulted(
          "publishing_interval",
          Durations.positive(),
          OpcUaConnection.DEFAULT_PUBLISHING_INTERVAL,
          "of subscriptions; the period of reads when polled");
  private static final Key<Duration> TIMEOUT =
      defaulted(
          "timeout",
          Durations.positive(),
          OpcUaConnection.DEFAULT_TIMEOUT,
          "longest wait for one answer");
  private static final Key<Path> USER_CERT_FILE =
      optional(
          "user_cert_file",
          Texts.file(),
          "certificate of the user (PEM), in the place of `user`, relative to the site");
  private static final Key<Path> USER_KEY_FILE =
      optional(
          "user_key_file",
          Texts.file(),
          "private key of `user_cert_file` (PKCS#8 PEM), relative to the site");
  private static final Key<Secrets.Found> USER_KEY_PASSWORD =
      optional("user_key_password", Secrets.secret(), "what `user_key_file` is locked by");
  private static final Key<Boolean> TRUST_ALL =
      defaulted("trust_all", Numbers.flag(), false, "accept any certificate of the server");

  static final MappingShape<OpcUaConnection> SHAPE =
      MappingShape.<OpcUaConnection>of(
              "a connection of type opc_ua",
              List.of(
                  Connections.TYPE,
                  ENDPOINT_KEY,
                  SECURITY,
                  MODE,
                  INTERVAL,
                  TIMEOUT,
                  Login.USER,
                  Login.PASSWORD,
                  USER_CERT_FILE,
                  USER_KEY_FILE,
                  USER_KEY_PASSWORD,
                  TRUST_ALL),
              (values, reading) ->
                  new OpcUaConnection(
                      reading.name().text(),
                      values.get(ENDPOINT_KEY),
                      values.get(SECURITY),
                      values.get(MODE),
                      values.get(INTERVAL),
                      values.get(TIMEOUT),
                      values.find(Login.USER),
                      Login.password(values),
                      userFiles(values),
                      values.get(TRUST_ALL),
                      reading.name().position()))
          .check(Login::check)
          .check(OpcUaConnections::checkUser)
          .check(OpcUaConnections::warn);

  private OpcUaConnections() {}

  private static Optional<KeyFiles> userFiles(Values values) {
    return values
        .find(USER_CERT_FILE)
        .flatMap(
            certificate ->
                values
                    .find(USER_KEY_FILE)
                    .map(
                        key ->
                            new KeyFiles(
                                certificate.toString(),
                                key.toString(),
                                values.find(USER_KEY_PASSWORD).flatMap(Secrets.Found::secret))));
  }

  private static void checkUser(Values values, Reading reading) {
    if (values.given(USER_CERT_FILE) && values.given(Login.USER)) {
      reading.error(
          values.keyNode(USER_CERT_FILE),
          "a user signs in by name or by certificate, not by both",
          "take 'user' and 'password' out, or 'user_cert_file' and 'user_key_file'");
    }
    together(values, reading, USER_CERT_FILE, USER_KEY_FILE);
    together(values, reading, USER_KEY_FILE, USER_CERT_FILE);
    together(values, reading, USER_KEY_PASSWORD, USER_KEY_FILE);
    Optional<Secrets.Found> password = values.find(USER_KEY_PASSWORD);
    password.ifPresent(found -> Secrets.needed(found, values.node(USER_KEY_PASSWORD), reading));
    boolean known = password.map(found -> found.secret().isPresent()).orElse(true);
    userFiles(values).filter(_ -> known).ifPresent(files -> checkFiles(files, values, reading));
  }

  private static void together(Values values, Reading reading, Key<?> given, Key<?> missing) {
    if (values.given(given) && !values.given(missing)) {
      reading.error(
          values.keyNode(given),
          "'" + given.name() + "' without '" + missing.name() + "'",
          "add '" + missing.name() + "'");
    }
  }

  private static void checkFiles(KeyFiles files, Values values, Reading reading) {
    try {
      UserCertificate.of(files);
    } catch (PemException e) {
      boolean certificate = e.file().equals(files.certificate());
      reading.error(
          values.node(certificate ? USER_CERT_FILE : USER_KEY_FILE),
          e.what(),
          (e.locked() ? "add '" + USER_KEY_PASSWORD.name() + "', or " : "") + e.remedy());
    }
  }

  private static void warn(Values values, Reading reading) {
    boolean open = values.find(SECURITY).filter(Security.NONE::equals).isPresent();
    if (values.find(TRUST_ALL).orElse(false)) {
      reading.warning(
          values.node(TRUST_ALL),
          "any server can pose as this one",
          "take 'trust_all' out and accept the server's certificate once");
    }
    if (open && values.given(Login.PASSWORD)) {
      reading.warning(
          values.node(Login.PASSWORD),
          "the password travels in clear",
          "choose a 'security' other than none");
    }
    if (open && values.given(USER_CERT_FILE)) {
      reading.warning(
          values.node(USER_CERT_FILE),
          "whoever listens can take over the user's session",
          "choose a 'security' other than none");
    }
  }
}
