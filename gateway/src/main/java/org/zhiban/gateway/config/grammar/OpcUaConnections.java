package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
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
                      values.get(TRUST_ALL),
                      reading.name().position()))
          .check(Login::check)
          .check(OpcUaConnections::warn);

  private OpcUaConnections() {}

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
  }
}
