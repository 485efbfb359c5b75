package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Typed;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Secret;

/** The ways out of the building. */
final class Channels {
  /**
   * Whoever has the address of a robot can send through it: its secret is somewhere behind the
   * host. With a placeholder in it, what is secret was taken out already.
   */
  private static final String BEHIND_HOST =
      "(?i)^(?:[a-z]++:/*+)?+(?:([^/\\s@]*)@)?+[^/?#\\s@]++/?+((?:(?!\\$\\{).)+)$";

  /** Hooks may have one in a part of the path, or in a setting: long, or with digits in it. */
  private static final String TOKENS =
      "^https?+://([^/\\s@]*)@"
          + "|(?<=[^/]/|[=&])((?=[^/?&=#\\s$]*[0-9])[^/?&=#\\s$]{6,}+|[^/?&=#\\s$]{20,}+)";

  /** As the mail server reads it: the first colon and the last {@code @} enclose the password. */
  private static final String MAIL_PASSWORD = "(?i)^(?:[a-z]++:/{1,2}+)?+[^:]*+:(.+)@";

  private static final Secrets URL =
      Secrets.address(
          "https?://[^\\s/]+\\S*", "a web address", "write http:// or https:// and a host");
  private static final Key<Secrets.Found> WEBHOOK =
      required("webhook", URL.hiding(BEHIND_HOST), "address of the robot");
  private static final Key<Secrets.Found> ADDRESS =
      required("url", URL.hiding(TOKENS), "address to call");
  private static final Key<Secrets.Found> SERVER =
      required(
          "server",
          Secrets.address(
                  "smtps?://\\S+", "a mail server", "write smtp://user:${env:PASSWORD}@host:587")
              .hiding(MAIL_PASSWORD),
          "mail server, with user and password");
  private static final Key<String> MAIL_FROM = required("from", mail(), "sender");
  private static final Key<List<String>> MAIL_TO =
      required("to", ListShape.some(mail()), "recipients");
  private static final Key<List<Secrets.Found>> NUMBERS =
      defaulted(
          "to",
          ListShape.some(People.NUMBER),
          List.of(),
          "numbers for a route to the channel itself; else the gateway calls its own");
  private static final Key<Secrets.Found> SIGNED =
      optional("secret", Secrets.secret(), "with which each message is signed");
  private static final Key<Boolean> OPTIONAL =
      defaulted("optional", Numbers.flag(), false, "off, not wrong, where its secret is not set");

  static final MapShape<Channel> SHAPE =
      new MapShape<>("channels", Texts.declared(Kind.CHANNEL), new Typed<>("a channel", types()));

  private Channels() {}

  private static org.zhiban.gateway.config.shape.Leaf<String> mail() {
    return Texts.matching(
        "a mail address", "write it like duty@example.com", text -> text.matches("\\S+@\\S+"));
  }

  private static Map<String, MappingShape<? extends Channel>> types() {
    Map<String, MappingShape<? extends Channel>> types = new LinkedHashMap<>();
    types.put("wecom", channel("wecom", WEBHOOK, List.of()));
    for (String signing : List.of("dingtalk", "feishu")) {
      types.put(signing, channel(signing, WEBHOOK, List.of(SIGNED)));
    }
    types.put("email", channel("email", SERVER, List.of(MAIL_FROM, MAIL_TO)));
    types.put("webhook", channel("webhook", ADDRESS, List.of(SIGNED)));
    for (String called : List.of("sms_gateway", "voice_gateway")) {
      types.put(called, channel(called, ADDRESS, List.of(SIGNED, NUMBERS)));
    }
    return types;
  }

  private static MappingShape<Channel> channel(
      String type, Key<Secrets.Found> address, List<Key<?>> more) {
    List<Key<?>> keys = new ArrayList<>(List.of(Connections.TYPE, address, OPTIONAL));
    keys.addAll(more);
    return MappingShape.<Channel>of(
            "a channel of type " + type,
            keys,
            (values, reading) ->
                new Channel(
                    reading.name().text(),
                    type,
                    values.get(address).secret().filter(_ -> signs(values)),
                    values.get(OPTIONAL),
                    values.find(SIGNED).flatMap(Secrets.Found::secret),
                    recipients(values),
                    values.find(MAIL_FROM)))
        .check(Channels::checkName)
        .check((values, reading) -> checkSecret(address, values, reading))
        .check((values, reading) -> checkSecret(SIGNED, values, reading));
  }

  private static void checkSecret(Key<Secrets.Found> address, Values values, Reading reading) {
    Optional<Secrets.Found> found = values.find(address);
    if (!values.find(OPTIONAL).orElse(false)) {
      found.ifPresent(secret -> Secrets.needed(secret, values.node(address), reading));
    }
  }

  /** A channel that shall sign and cannot is off rather than unsigned. */
  private static boolean signs(Values values) {
    return values.find(SIGNED).filter(found -> found.secret().isEmpty()).isEmpty();
  }

  private static void checkName(Values values, Reading reading) {
    if (Notifications.WORDS.contains(reading.name().text())) {
      reading.error(
          reading.name(),
          "'" + reading.name().text() + "' names people or the wall already",
          "choose another id");
    }
  }

  private static List<Secret> recipients(Values values) {
    return Stream.concat(
            values.find(MAIL_TO).stream().flatMap(List::stream).map(Secret::new),
            values.find(NUMBERS).stream()
                .flatMap(List::stream)
                .flatMap(found -> found.secret().stream()))
        .toList();
  }
}
