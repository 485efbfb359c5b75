package org.zhiban.gateway.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The secret of a data folder under which private fields of events are hashed: the same plate gives
 * the same hash here, and nowhere else. What they were is sealed under a key that comes of it
 * (AES-256-GCM; a nonce of 12 bytes, then text and tag, in Base64).
 */
public final class SiteKey {
  private static final String FILE = "site.key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final String SEALING = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final SecretKeySpec sealing;
  private final SecretKeySpec links;

  private SiteKey(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
    sealing = new SecretKeySpec(mac(key, "private fields, in clear"), "AES");
    links = new SecretKeySpec(mac(key, "links that need no signing in"), ALGORITHM);
  }

  /** Reads the key of a data folder, or makes it at first start, readable by its owner alone. */
  public static SiteKey of(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        return new SiteKey(secret(file));
      }
      byte[] secret = new byte[BYTES];
      RANDOM.nextBytes(secret);
      // Moved into place whole: a start that is killed here leaves no half key behind.
      Path whole =
          Files.createTempFile(
              folder,
              FILE,
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(whole, text(secret), StandardOpenOption.DSYNC);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      return new SiteKey(secret);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          file
              + " cannot be read or made: "
              + e
              + ". Is the disk full, or does it belong to another user?",
          e);
    }
  }

  /** The secret and, in a line of its own, what tells a damaged one. */
  private static String text(byte[] secret) {
    return HexFormat.of().formatHex(secret) + "\n" + "%08x\n".formatted(check(secret));
  }

  private static int check(byte[] secret) {
    CRC32C crc = new CRC32C();
    crc.update(secret);
    return (int) crc.getValue();
  }

  private static byte[] secret(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String[] lines = text.strip().split("\\s+", -1);
    if (lines[0].matches("[0-9a-f]{" + 2 * BYTES + "}")) {
      byte[] secret = HexFormat.of().parseHex(lines[0]);
      // A version before wrote the secret alone.
      if (lines.length == 1 || lines[1].equals("%08x".formatted(check(secret)))) {
        return secret;
      }
    }
    throw new StoreUnavailableException(
        file
            + " is damaged. Keep it: move it aside, and put the "
            + FILE
            + " of the last backup in its place; without one the gateway starts with a new key:"
            + " private fields hash otherwise than before, and what was sealed stays closed.");
  }

  /** A hash of 128 bits, in hexadecimal. */
  public String hash(String clear) {
    return HexFormat.of().formatHex(mac(key, clear), 0, 16);
  }

  /** What opens a link, 43 letters that nobody without this key can know. */
  public String token(String of) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(links, of));
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Seals a text.
   *
   * @param of what it belongs to: nowhere else is it opened
   */
  public String seal(String clear, String of) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance(SEALING);
      cipher.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(of.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(clear.getBytes(StandardCharsets.UTF_8));
      byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + SEALING, e);
    }
  }

  /** The inverse of {@link #seal}; empty where another key sealed it, or for something else. */
  public Optional<String> open(String sealed, String of) {
    try {
      byte[] whole = Base64.getDecoder().decode(sealed);
      Cipher cipher = Cipher.getInstance(SEALING);
      cipher.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, whole, 0, NONCE));
      cipher.updateAAD(of.getBytes(StandardCharsets.UTF_8));
      return Optional.of(
          new String(cipher.doFinal(whole, NONCE, whole.length - NONCE), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
