package org.zhiban.gateway.commissioning;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.zhiban.drivers.opcua.BrowseFindings;
import org.zhiban.drivers.opcua.FoundNode;
import org.zhiban.drivers.opcua.FoundVariable;

/**
 * A template of what a server holds: each readable variable with a single value is a point, its
 * kind that of its data type, its unit, range and states those that the server tells.
 */
public final class NodeTemplate {
  private NodeTemplate() {}

  /** The template of a browse. */
  public static TemplateText of(BrowseFindings found, String id) {
    TemplateText template =
        new TemplateText(
            id,
            "to start from: what " + found.endpoint() + " held",
            "each point: name it, keep those that matter; a number that only grows is a counter; to"
                + " write a node, add a second point with command: true");
    List<FoundNode> nodes = found.nodes();
    Map<String, Long> named =
        nodes.stream()
            .filter(NodeTemplate::fits)
            .collect(Collectors.groupingBy(FoundNode::displayName, Collectors.counting()));
    FoundNode[] above =
        new FoundNode[nodes.stream().mapToInt(FoundNode::depth).max().orElse(0) + 1];
    for (FoundNode node : nodes) {
      above[node.depth()] = node;
      if (fits(node)) {
        boolean alone = named.getOrDefault(node.displayName(), 0L) == 1 || node.depth() == 0;
        FoundNode parent = above[Math.max(0, node.depth() - 1)];
        String name = (alone ? "" : parent.displayName() + " ") + node.displayName();
        String technical = (alone ? "" : parent.browseName() + " ") + node.browseName();
        add(template, name, technical, node, node.variable().orElseThrow());
      }
    }
    return template;
  }

  /** Whether it can be a point; a node id with a variable of the template in it cannot be said. */
  private static boolean fits(FoundNode node) {
    return node.variable()
            .filter(held -> held.readable() && held.form() != FoundVariable.Form.NONE)
            .isPresent()
        && !node.lastingNode().contains("${");
  }

  private static void add(
      TemplateText template, String name, String technical, FoundNode node, FoundVariable held) {
    String source = "opc_ua: { node: " + TemplateText.quoted(node.lastingNode()) + " }";
    template.point(
        name,
        technical,
        switch (held.form()) {
          case BOOLEAN -> "kind: binary, " + source;
          case NUMBER -> number(held) + source;
          case TEXT, NONE -> "kind: text, " + source;
        },
        remark(held));
  }

  private static String number(FoundVariable held) {
    return held.states().isEmpty()
        ? "kind: analog, " + unit(held) + range(held)
        : "kind: multistate, states: { " + states(held) + " }, ";
  }

  private static String states(FoundVariable held) {
    return held.states().stream()
        .map(state -> TemplateText.quoted(state.raw()) + ": " + TemplateText.quoted(state.name()))
        .collect(Collectors.joining(", "));
  }

  private static String unit(FoundVariable held) {
    return held.unit().map(unit -> "unit: " + TemplateText.quoted(unit) + ", ").orElse("");
  }

  private static String range(FoundVariable held) {
    return held.range()
        .map(range -> "range: [" + range.min() + ", " + range.max() + "], ")
        .orElse("");
  }

  private static String remark(FoundVariable held) {
    String value = held.status().isEmpty() ? held.value().orElse("") : held.status();
    return value + (held.writable() ? "; writable" : "");
  }
}
