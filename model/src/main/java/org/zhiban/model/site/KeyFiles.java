package org.zhiban.model.site;

import java.util.Optional;

/**
 * An own certificate and its private key, both PEM files; in a site relative to its folder, here
 * where they lie.
 *
 * @param certificate the certificate, and after it those of the authorities between it and its root
 * @param key its private key (PKCS#8)
 * @param password what the key is locked by; empty: it is not
 */
public record KeyFiles(String certificate, String key, Optional<Secret> password) {
  /** A key without a password. */
  public KeyFiles(String certificate, String key) {
    this(certificate, key, Optional.empty());
  }
}
