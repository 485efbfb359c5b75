package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.Words;

/** The clocks of an order. */
final class Clocks {
  static final List<String> NAMES =
      List.of(
          "forward",
          "accept",
          "respond",
          "progress_call",
          "arrive",
          "make_safe",
          "resolve",
          "verify",
          "visit");

  static final Leaf<String> NAME = Words.of("a clock", words());

  private Clocks() {}

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    NAMES.forEach(name -> words.put(name, name));
    return words;
  }
}
