package org.zhiban.gateway.commissioning;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a field may name a person: a card, a plate, a phone, an identity number. Its values are
 * not shown, and a template keeps them private. It rather covers one too many.
 */
final class PrivateLook {
  private static final Pattern NAME =
      Pattern.compile(
          ".*(card|cred|plate|licen[cs]e|person|people|holder|owner|phone|mobile|tel|face|pin"
              + "|passw|secret|token|user|visitor|staff|driver|id_?no|id_?num|ssn|email|mail"
              + "|卡|车牌|姓名|人员|手机|电话|身份).*");

  /** A name alone is one of a thing as often as of a person. */
  private static final Pattern PERSON_NAME = Pattern.compile("(full|first|last|sur|nick)_?name");

  /** A plate of the mainland, with the eighth letter of new energy; GA 36-2018. */
  private static final Pattern PLATE =
      Pattern.compile("[\\x{4E00}-\\x{9FFF}][A-Z][·• ]?[A-Z0-9]{4,6}[\\x{4E00}-\\x{9FFF}A-Z0-9]?");

  /** An identity number; GB 11643-1999. */
  private static final Pattern IDENTITY = Pattern.compile("[1-9][0-9]{16}[0-9Xx]");

  private static final Pattern MOBILE = Pattern.compile("(\\+?86)?1[3-9][0-9]{9}");

  private PrivateLook() {}

  /** By the last part of a pointer, {@code cred} of {@code /door/cred}. */
  static boolean name(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAME.matcher(lower).matches() || PERSON_NAME.matcher(lower).matches();
  }

  static boolean value(String text) {
    String bare = text.strip();
    return PLATE.matcher(bare).matches()
        || IDENTITY.matcher(bare).matches()
        || MOBILE.matcher(bare).matches();
  }
}
