package org.zhiban.rules.workorder;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;

/**
 * The lot of an order: {@code printf %s SEED/WX-20261121-014/quality | sha256sum} draws it again.
 */
final class VisitLots {
  private static final String HASH = "SHA-256";

  private VisitLots() {}

  /** The first 32 bits of the hash, scaled to the lots from 0 to 9,999. */
  static int lot(String seed, String order, VisitLevel level) {
    String drawn = seed + "/" + order + "/" + level.word();
    try {
      byte[] hash = MessageDigest.getInstance(HASH).digest(drawn.getBytes(StandardCharsets.UTF_8));
      long first = 0;
      for (int i = 0; i < Integer.BYTES; i++) {
        first = (first << Byte.SIZE) | (hash[i] & 0xff);
      }
      return (int) ((first * (100 * VisitDraw.LOTS)) >>> Integer.SIZE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + HASH, e);
    }
  }
}
