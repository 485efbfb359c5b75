package org.zhiban.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a data folder under which private fields of events are hashed: the same plate gives
 * the same hash here, and nowhere else.
 */
public final class SiteKey {
  private static final String FILE = "site.key";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private SiteKey(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Reads the key of a data folder, or makes it at first start, readable by its owner alone. */
  public static SiteKey of(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        return new SiteKey(HexFormat.of().parseHex(Files.readString(file).strip()));
      }
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      // Moved into place whole: a start that is killed here leaves no half key behind.
      Path whole =
          Files.createTempFile(
              folder,
              FILE,
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(whole, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.DSYNC);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      return new SiteKey(secret);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or make " + file, e);
    }
  }

  /** A hash of 128 bits, in hexadecimal. */
  public String hash(String clear) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(clear.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
