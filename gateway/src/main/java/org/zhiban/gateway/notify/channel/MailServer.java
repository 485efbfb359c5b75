package org.zhiban.gateway.notify.channel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhiban.model.site.Secret;

/**
 * What {@code smtp://user:password@host:587} says. User and password stand as they are, nothing is
 * escaped: the last {@code @} ends them and the first {@code :} parts them.
 *
 * @param tls whether the connection is secured from its first octet ({@code smtps://})
 */
record MailServer(
    String host, int port, boolean tls, Optional<String> user, Optional<Secret> password) {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_TLS = 465;
  private static final int RELAY = 25;
  private static final Pattern ADDRESS =
      Pattern.compile("(smtps?)://(?:(.*)@)?(\\[[^\\]]+]|[^:/@]+)(?::([0-9]{1,5}))?/?");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

  static MailServer of(Secret address) {
    Matcher parts = ADDRESS.matcher(address.reveal());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "the address of the mail server is not smtp://user:password@host:port");
    }
    boolean tls = parts.group(1).toLowerCase(Locale.ROOT).equals("smtps");
    Optional<String> login = Optional.ofNullable(parts.group(2));
    int colon = login.map(text -> text.indexOf(':')).orElse(-1);
    int usual = tls ? SUBMISSION_TLS : login.isPresent() ? SUBMISSION : RELAY;
    return new MailServer(
        parts.group(3).replaceAll("^\\[|]$", ""),
        Optional.ofNullable(parts.group(4)).map(Integer::parseInt).orElse(usual),
        tls,
        login.map(text -> colon < 0 ? text : text.substring(0, colon)),
        login.filter(_ -> colon >= 0).map(text -> new Secret(text.substring(colon + 1))));
  }

  boolean local() {
    return LOCAL.contains(host);
  }
}
