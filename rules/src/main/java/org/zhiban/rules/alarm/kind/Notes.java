package org.zhiban.rules.alarm.kind;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Numbers and words by name, written as {@code name=1,2,3;other=4}: what a rule writes down for a
 * restart.
 */
public final class Notes {
  private final Map<String, String> entries = new LinkedHashMap<>();

  /** Reads what {@link #toString()} wrote; empty text: no notes. */
  public static Notes parse(String text) {
    Notes notes = new Notes();
    if (!text.isEmpty()) {
      for (String entry : text.split(";", -1)) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
          throw new IllegalArgumentException("not the notes of a rule: " + text);
        }
        notes.entries.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return notes;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  public void put(String name, long... values) {
    entries.put(name, String.join(",", Arrays.stream(values).mapToObj(Long::toString).toList()));
  }

  public void put(String name, double... values) {
    entries.put(name, String.join(",", Arrays.stream(values).mapToObj(Double::toString).toList()));
  }

  public void put(String name, String words) {
    entries.put(name, URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  public String words(String name) {
    return URLDecoder.decode(text(name), StandardCharsets.UTF_8);
  }

  public long number(String name) {
    return Long.parseLong(text(name));
  }

  public double real(String name) {
    return Double.parseDouble(text(name));
  }

  public long[] numbers(String name) {
    String text = text(name);
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }

  public double[] reals(String name) {
    String text = text(name);
    return text.isEmpty()
        ? new double[0]
        : Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private String text(String name) {
    String text = entries.get(name);
    if (text == null) {
      throw new NoSuchElementException("no note '" + name + "' in " + this);
    }
    return text;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Iterator<Map.Entry<String, String>> each = entries.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, String> entry = each.next();
      text.append(entry.getKey()).append('=').append(entry.getValue());
      if (each.hasNext()) {
        text.append(';');
      }
    }
    return text.toString();
  }
}
