package org.zhiban.gateway.backup;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which files of a data folder never lie in a backup in clear. */
final class Secrecy {
  private static final String PRIVATE_KEY = "PRIVATE KEY-----";
  private static final String SITE_KEY = "site.key";

  private static final Pattern KEY_STORE = Pattern.compile(".*\\.(p12|pfx|jks|key)");

  private Secrecy() {}

  static boolean keeps(String name, byte[] content) {
    return name.equals(SITE_KEY)
        || KEY_STORE.matcher(name).matches()
        || new String(content, StandardCharsets.ISO_8859_1).contains(PRIVATE_KEY);
  }
}
