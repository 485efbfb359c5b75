package org.zhiban.gateway.config.clear;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for variables of the environment, of which a site has none twice. */
final class Variables {
  private static final Pattern ENV = Pattern.compile("\\$\\{env:([^}]+)}");
  private final Set<String> used = new HashSet<>();

  /** Keeps off the names that a text has already. */
  void avoid(String text) {
    Matcher variable = ENV.matcher(text);
    while (variable.find()) {
      used.add(variable.group(1));
    }
  }

  /** A name of its own for a key: {@code connections.bms.password}, SITE_CONNECTIONS_… */
  String name(String key) {
    String plain = "SITE_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    String name = plain;
    for (int next = 2; !used.add(name); next++) {
      name = plain + "_" + next;
    }
    return name;
  }
}
