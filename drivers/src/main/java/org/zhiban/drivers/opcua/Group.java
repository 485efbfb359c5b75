package org.zhiban.drivers.opcua;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The points of one subscription, nodes or events, from its creation to its end. Used by the
 * driver's thread.
 */
final class Group {
  /** More than enough for a site; large enough that few subscriptions do. */
  static final int LARGEST = 2_000;

  final List<NodePoint> nodes;
  private final Set<NodePoint> heard = new HashSet<>();
  private final Set<NodePoint> good = new HashSet<>();
  private int[] hearing = {};

  Group(List<NodePoint> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Whether nothing was heard of the node before; a subscription starts with the value held. */
  boolean first(NodePoint node) {
    return heard.add(node);
  }

  void judged(NodePoint node, boolean trustworthy) {
    if (trustworthy) {
      good.add(node);
    } else {
      good.remove(node);
    }
  }

  /** The event points, by their numbers, whose events the server tells. */
  void hears(int[] events) {
    hearing = events.clone();
  }

  /**
   * The points that a keep-alive speaks for: those whose last value was not bad, and events that
   * are heard.
   */
  int[] alive() {
    return IntStream.concat(
            good.stream().mapToInt(node -> node.point().number()), Arrays.stream(hearing))
        .toArray();
  }
}
