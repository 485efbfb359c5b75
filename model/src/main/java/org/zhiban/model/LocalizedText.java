package org.zhiban.model;

/** A text in both languages. A site that gives one text means it for both. */
public record LocalizedText(String zh, String en) {
  /** The same words in both languages. */
  public static LocalizedText same(String text) {
    return new LocalizedText(text, text);
  }

  public String in(Language language) {
    return switch (language) {
      case ZH -> zh;
      case EN -> en;
    };
  }
}
