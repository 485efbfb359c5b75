package org.zhiban.model.site;

/**
 * An own certificate and its private key, both PEM files; in a site relative to its folder, here
 * where they lie.
 *
 * @param certificate the certificate, and after it those of the authorities between it and its root
 * @param key its private key (PKCS#8), without a password
 */
public record KeyFiles(String certificate, String key) {}
