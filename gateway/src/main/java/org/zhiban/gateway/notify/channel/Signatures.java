package org.zhiban.gateway.notify.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zhiban.model.site.Secret;

/** HMAC-SHA256 (RFC 2104). */
final class Signatures {
  private static final String ALGORITHM = "HmacSHA256";

  private Signatures() {}

  static byte[] hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Of the gateway's own messages: time in seconds, and the signature of {@code TIME.BODY}. */
  static Map<String, String> headers(Optional<Secret> secret, String body, Instant now) {
    String time = Long.toString(now.getEpochSecond());
    return secret
        .map(
            key ->
                Map.of(
                    "X-Zhiban-Timestamp",
                    time,
                    "X-Zhiban-Signature",
                    "sha256=" + HexFormat.of().formatHex(hmac(key.reveal(), time + "." + body))))
        .orElse(Map.of());
  }
}
