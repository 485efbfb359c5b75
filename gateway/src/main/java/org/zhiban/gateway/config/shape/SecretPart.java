package org.zhiban.gateway.config.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stretch of a text that is secret, from its first character to just behind its last. */
public record SecretPart(int start, int end) {
  /** In the place of a secret, for people. */
  public static final String HIDDEN = "***";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?:env|file):[^}]+}");

  /**
   * What is secret in a text and written out: no placeholder, and not blank.
   *
   * @param hidden patterns whose groups are what is secret; where two find the same, the first
   * @return in order, none over another
   */
  public static List<SecretPart> of(String text, List<Pattern> hidden) {
    List<SecretPart> placeholders = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      placeholders.add(new SecretPart(placeholder.start(), placeholder.end()));
    }
    List<SecretPart> parts = new ArrayList<>();
    for (Pattern pattern : hidden) {
      Matcher found = pattern.matcher(text);
      while (found.find()) {
        for (int group = 1; group <= found.groupCount(); group++) {
          if (found.start(group) < found.end(group)) {
            literal(
                text, new SecretPart(found.start(group), found.end(group)), placeholders, parts);
          }
        }
      }
    }
    parts.sort(Comparator.comparingInt(SecretPart::start));
    return parts;
  }

  private static void literal(
      String text, SecretPart whole, List<SecretPart> placeholders, List<SecretPart> parts) {
    int from = whole.start;
    for (SecretPart placeholder : placeholders) {
      if (whole.over(placeholder)) {
        add(text, from, placeholder.start, parts);
        from = placeholder.end;
      }
    }
    add(text, from, whole.end, parts);
  }

  private static void add(String text, int start, int end, List<SecretPart> parts) {
    if (start < end && !text.substring(start, end).isBlank()) {
      SecretPart part = new SecretPart(start, end);
      if (parts.stream().noneMatch(part::over)) {
        parts.add(part);
      }
    }
  }

  private boolean over(SecretPart other) {
    return start < other.end && other.start < end;
  }

  /** What stands there. */
  public String of(String text) {
    return text.substring(start, end);
  }

  /** The text with {@link #HIDDEN} for what is secret in it. */
  public static String hide(String text, List<Pattern> hidden) {
    StringBuilder shown = new StringBuilder();
    int behind = 0;
    for (SecretPart part : of(text, hidden)) {
      shown.append(text, behind, part.start).append(HIDDEN);
      behind = part.end;
    }
    return shown.append(text.substring(behind)).toString();
  }
}
