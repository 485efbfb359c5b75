package org.zhiban.gateway.config.clear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stretch of a text, from its first character to just behind its last. */
record Part(int start, int end) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?:env|file):[^}]+}");

  /**
   * What is secret in a text and written out: no placeholder, and not blank.
   *
   * @param hidden patterns whose groups are what is secret; where two find the same, the first
   * @return in order, none over another
   */
  static List<Part> of(String text, List<Pattern> hidden) {
    List<Part> placeholders = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      placeholders.add(new Part(placeholder.start(), placeholder.end()));
    }
    List<Part> parts = new ArrayList<>();
    for (Pattern pattern : hidden) {
      Matcher found = pattern.matcher(text);
      while (found.find()) {
        for (int group = 1; group <= found.groupCount(); group++) {
          if (found.start(group) < found.end(group)) {
            literal(text, new Part(found.start(group), found.end(group)), placeholders, parts);
          }
        }
      }
    }
    parts.sort(Comparator.comparingInt(Part::start));
    return parts;
  }

  private static void literal(String text, Part whole, List<Part> placeholders, List<Part> parts) {
    int from = whole.start;
    for (Part placeholder : placeholders) {
      if (whole.over(placeholder)) {
        add(text, from, placeholder.start, parts);
        from = placeholder.end;
      }
    }
    add(text, from, whole.end, parts);
  }

  private static void add(String text, int start, int end, List<Part> parts) {
    if (start < end && !text.substring(start, end).isBlank()) {
      Part part = new Part(start, end);
      if (parts.stream().noneMatch(part::over)) {
        parts.add(part);
      }
    }
  }

  private boolean over(Part other) {
    return start < other.end && other.start < end;
  }

  String of(String text) {
    return text.substring(start, end);
  }
}
