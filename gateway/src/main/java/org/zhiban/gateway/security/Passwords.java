package org.zhiban.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id hashes (RFC 9106) in the PHC string form {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, with the parameters of OWASP's password storage sheet.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** No vowels, no look-alikes: it is read aloud and typed from paper. */
  private static final String ALPHABET = "23456789bcdfghjkmnpqrstvwxz";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  /** The encoded hash of a password, with a new salt. */
  public static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + MEMORY_KIB
        + ",t="
        + PASSES
        + ",p="
        + LANES
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(argon2id(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES));
  }

  /** Whether a password has this hash; takes the same time for a wrong one. */
  public static boolean matches(String password, String encoded) {
    Matcher form = FORM.matcher(encoded);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash");
    }
    byte[] expected = Base64.getDecoder().decode(form.group(5));
    byte[] actual =
        argon2id(
            password,
            Base64.getDecoder().decode(form.group(4)),
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  /** A password that nobody has seen: four groups of four signs, about 76 bits. */
  public static String invent() {
    StringBuilder password = new StringBuilder();
    for (int sign = 0; sign < 16; sign++) {
      if (sign > 0 && sign % 4 == 0) {
        password.append('-');
      }
      password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  private static byte[] argon2id(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
