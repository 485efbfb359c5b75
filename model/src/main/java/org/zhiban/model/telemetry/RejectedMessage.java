package org.zhiban.model.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A message, or a part of one, that could not be used. It was acknowledged: delivering it again
 * would not mend it.
 *
 * @param position where in the message: {@code line 1, column 17}, or a pointer
 * @param why for a person
 * @param head the first {@value #HEAD} bytes as text, unprintable ones as dots
 * @param size bytes of the whole message
 */
public record RejectedMessage(
    String topic, Instant received, String position, String why, String head, int size) {
  /** Bytes kept of a message. */
  public static final int HEAD = 64;

  /** Of a payload, of which only the first bytes are kept. */
  public static RejectedMessage of(
      String topic, Instant received, byte[] payload, String position, String why) {
    return new RejectedMessage(topic, received, position, why, head(payload), payload.length);
  }

  /** The first {@value #HEAD} bytes of a payload as text, unprintable ones as dots. */
  public static String head(byte[] payload) {
    return text(payload, Math.min(HEAD, payload.length));
  }

  /** So many bytes of a message as text in one line. */
  public static String text(byte[] payload, int length) {
    return new String(payload, 0, length, StandardCharsets.UTF_8)
        .replaceAll("\\p{Cntrl}|\\x{FFFD}", ".");
  }

  /** What went wrong where, in one line. */
  public String words() {
    return topic + ": " + why + " at " + position + " of \"" + head + "\"";
  }
}
