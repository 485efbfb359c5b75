package org.zhiban.gateway.config.shape;

import java.util.regex.Pattern;

/** What gives a secret away in a text; the groups of the patterns are what is secret. */
public final class Credentials {
  /** All of a text. */
  public static final Pattern WHOLE = Pattern.compile("(?s)(.+)");

  private static final String WORDS =
      "(?:passw|passphrase|pwd|secret|token|api_?key|app_?key|credential)";

  /**
   * In an address: the password of {@code scheme://user:password@host}, and settings like {@code
   * ?token=…}.
   */
  public static final Pattern IN_ADDRESS =
      Pattern.compile(
          "(?i)[a-z][a-z0-9+.-]{0,20}+://[^/?#\\s:@]*+:([^/\\s]+)@"
              + "|[?&][^=&?#\\s]{0,60}?(?:"
              + WORDS
              + "|key|sig|auth)[^=&?#\\s]{0,60}+=([^&#\\s]+?)(?=['\"]?(?:[&#\\s]|$))");

  /** What stands behind a word for secrets and a colon or equals sign, and is one word itself. */
  public static final Pattern ASSIGNED =
      Pattern.compile(
          "(?im)(?:"
              + WORDS
              + "|webhook)[\\w.-]{0,60}+[\"']?[ \\t]*[:=][ \\t]*"
              + "(?:\"(?!\\$\\{)([^\"\\r\\n]+)\"|'(?!\\$\\{)([^'\\r\\n]+)'"
              + "|(?!\\$\\{)([^\\s\"'{\\[|>,}#]\\S*?))"
              + "(?=[ \\t]*(?:$|[,}\\]#]))");

  /** All that stands on a line behind such a word, with which the line begins, or a comment. */
  public static final Pattern LINE =
      Pattern.compile(
          "(?im)^[ \\t#>-]{0,200}+(?:export[ \\t]+)?[\"']?[\\w.-]{0,60}?(?:"
              + WORDS
              + "|webhook)[\\w.-]{0,60}+[\"']?[ \\t]*+[:=][ \\t]*+"
              + "(?![\"']?\\$\\{)([^\\s{\\[#][^\\r\\n]*)");

  private static final Pattern NAME = Pattern.compile("(?i)" + WORDS);

  private Credentials() {}

  /** Whether something of this name is likely to be a secret. */
  public static boolean named(String key) {
    return NAME.matcher(key).find();
  }
}
