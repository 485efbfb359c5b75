package org.zhiban.gateway.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts keys under a passphrase: AES-256-GCM (NIST SP 800-38D) with a key by PBKDF2-HMAC-SHA256
 * (RFC 8018). A sealed entry is the nonce of 12 bytes, then the ciphertext with its tag of 16; the
 * entry's name is authenticated with it.
 */
final class Seal {
  private static final String KDF = "PBKDF2-HMAC-SHA256";
  private static final String CIPHER = "AES-256-GCM";
  private static final int ITERATIONS = 600_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Terms terms;
  private final SecretKeySpec key;

  private Seal(Terms terms, SecretKeySpec key) {
    this.terms = terms;
    this.key = key;
  }

  /**
   * How the key is made of the passphrase.
   *
   * @param salt in hexadecimal
   */
  record Terms(String kdf, int iterations, String salt, String cipher) {}

  /** Of a new backup. */
  static Seal with(Passphrase passphrase) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Terms terms = new Terms(KDF, ITERATIONS, HexFormat.of().formatHex(salt), CIPHER);
    return new Seal(terms, key(passphrase, salt, ITERATIONS));
  }

  /** Of one that was made. */
  static Seal of(Terms terms, Passphrase passphrase) throws BackupDamagedException {
    if (!terms.kdf.equals(KDF)
        || !terms.cipher.equals(CIPHER)
        || terms.iterations < 1
        || terms.iterations > MOST_ITERATIONS) {
      throw new BackupDamagedException("its keys are sealed in a way that this version lacks");
    }
    try {
      byte[] salt = HexFormat.of().parseHex(terms.salt);
      return new Seal(terms, key(passphrase, salt, terms.iterations));
    } catch (IllegalArgumentException _) {
      throw new BackupDamagedException(Manifest.NAME + ": the salt is no hexadecimal number");
    }
  }

  private static SecretKeySpec key(Passphrase passphrase, byte[] salt, int iterations) {
    try {
      return new SecretKeySpec(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(
                  new PBEKeySpec(passphrase.words().toCharArray(), salt, iterations, 256))
              .getEncoded(),
          "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + KDF, e);
    }
  }

  Terms terms() {
    return terms;
  }

  byte[] seal(String name, byte[] clear) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(clear);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  byte[] open(String name, byte[] sealed) throws BackupDamagedException {
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, name, nonce)
          .doFinal(sealed, NONCE_BYTES, Math.max(0, sealed.length - NONCE_BYTES));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new BackupDamagedException(
          name + " cannot be opened: that is not the passphrase under which it was sealed");
    }
  }

  private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
