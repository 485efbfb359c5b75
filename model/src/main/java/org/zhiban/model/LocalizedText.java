package org.zhiban.model;

import java.util.regex.Pattern;

/** A text in both languages. A site that gives one text means it for both. */
public record LocalizedText(String zh, String en) {
  private static final String CLAUSE_ENDS = "，；：,;:";
  private static final Pattern VALUE = Pattern.compile("\\{[^{}]*}");

  /** The same words in both languages. */
  public static LocalizedText same(String text) {
    return new LocalizedText(text, text);
  }

  /**
   * A message without its {@code {values}}: what stands before the clause with the first of them;
   * where that is the first clause, a dot line in their places.
   */
  public LocalizedText withoutValues() {
    return new LocalizedText(withoutValues(zh), withoutValues(en));
  }

  private static String withoutValues(String message) {
    int end = message.indexOf('{');
    if (end < 0) {
      return message;
    }
    do {
      end--;
    } while (end >= 0 && CLAUSE_ENDS.indexOf(message.charAt(end)) < 0);
    return end > 0 ? message.substring(0, end).strip() : VALUE.matcher(message).replaceAll("…");
  }

  public String in(Language language) {
    return switch (language) {
      case ZH -> zh;
      case EN -> en;
    };
  }
}
