package org.zhiban.drivers;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The key and the certificate by which servers know the gateway.
 *
 * @param uri the application's, as the certificate names it (OPC UA Part 6, 6.2.2)
 * @param file where the certificate lies, to be given to servers
 */
public record ApplicationKey(KeyPair keys, X509Certificate certificate, String uri, String file) {
  /** Before its end by this, an exchange with every server is to be planned. */
  public static final Duration WARNING = Duration.ofDays(90);

  /** What to do where the end of the certificate is near or past; empty: it is not. */
  public Optional<String> ending(Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isBefore(end.minus(WARNING))) {
      return Optional.empty();
    }
    return Optional.of(
        "the gateway's own certificate "
            + file
            + (now.isBefore(end) ? " ends on " : " ended on ")
            + end.atZone(ZoneOffset.UTC).toLocalDate()
            + "; renew it, and give the new one to every server");
  }
}
