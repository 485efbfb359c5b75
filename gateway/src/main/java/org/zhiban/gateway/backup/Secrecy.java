package org.zhiban.gateway.backup;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which files of a data folder never lie in a backup in clear. */
final class Secrecy {
  private static final String PRIVATE_KEY = "PRIVATE KEY-----";

  /** A certificate without its key is of no use, and in the way of a new pair. */
  private static final String OWN_PAIR = "opcua/own/";

  private static final Pattern KEY_STORE =
      Pattern.compile(
          ".*\\.(p12|pfx|pkcs12|jks|jceks|bcfks|keystore|key|p8|pk8)", Pattern.CASE_INSENSITIVE);

  private Secrecy() {}

  static boolean keeps(String name, byte[] content) {
    return name.startsWith(OWN_PAIR)
        || KEY_STORE.matcher(name).matches()
        || new String(content, StandardCharsets.ISO_8859_1).contains(PRIVATE_KEY);
  }
}
