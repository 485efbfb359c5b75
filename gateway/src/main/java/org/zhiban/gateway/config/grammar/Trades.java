package org.zhiban.gateway.config.grammar;

import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.Texts;

/** Trades are an open set: those that staff and contractors hold. */
final class Trades {
  private Trades() {}

  static Leaf<String> trade() {
    return Texts.name("a trade");
  }
}
