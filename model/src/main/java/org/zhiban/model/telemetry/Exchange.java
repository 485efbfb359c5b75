package org.zhiban.model.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * One exchange on a link as it was seen on the wire: a request and its answer, or a message that
 * came by itself.
 *
 * @param time when the request was sent, or the message came
 * @param took until the answer was whole, or until it was given up; empty for a message
 * @param outcome what became of it
 * @param asked the request in words; of a message, what it is about
 * @param request the bytes sent, in hexadecimal with blanks between; empty where the protocol's
 *     library does not show them, or nothing was sent
 * @param told the answer in words
 * @param answer the bytes received, in hexadecimal, perhaps only the first of them
 */
public record Exchange(
    Instant time,
    Optional<Duration> took,
    Outcome outcome,
    String asked,
    String request,
    String told,
    String answer) {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  /** What became of an exchange. */
  public enum Outcome {
    /** A right answer, or a message that was understood. */
    ANSWERED,
    /** The device said no. */
    REFUSED,
    /** Nothing came in time. */
    SILENT,
    /** Something came that is no answer, or a message that was not understood. */
    BROKEN,
    /** The link itself failed, or could not be made. */
    LOST;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Bytes as {@link #request} and {@link #answer} hold them. */
  public static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
