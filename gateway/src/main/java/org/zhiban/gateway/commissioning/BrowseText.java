package org.zhiban.gateway.commissioning;

import java.io.PrintStream;
import java.util.Locale;
import org.zhiban.drivers.opcua.BrowseFindings;
import org.zhiban.drivers.opcua.FoundNode;
import org.zhiban.drivers.opcua.FoundNode.NodeKind;
import org.zhiban.drivers.opcua.FoundVariable;
import org.zhiban.model.Language;

/** What a browse found, for a terminal. */
public final class BrowseText {
  private static final int LONGEST_VALUE = 60;

  private final PrintStream out;
  private final Language language;

  public BrowseText(PrintStream out, Language language) {
    this.out = out;
    this.language = language;
  }

  /** Prints the namespaces, then the tree, a line a node. */
  public void print(BrowseFindings found) {
    for (int index = 1; index < found.namespaces().size(); index++) {
      out.println("ns=" + index + "  " + found.namespaces().get(index));
    }
    found.nodes().forEach(node -> out.println(line(node)));
    switch (found.ending()) {
      case WHOLE -> out.println(found.nodes().size() + " " + Phrase.NODES.in(language));
      case MOST -> out.println(found.nodes().size() + " " + Phrase.NODES_AND_MORE.in(language));
      case STOPPED -> out.println(Phrase.STOPPED.in(language));
    }
  }

  private String line(FoundNode node) {
    String other =
        node.displayName().equals(node.browseName()) ? "" : " (" + node.displayName() + ")";
    String kind = node.kind() == NodeKind.METHOD ? "  " + Phrase.METHOD.in(language) : "";
    String more = node.more() ? "  …" : "";
    String trouble = node.trouble().isEmpty() ? "" : "  " + node.trouble();
    return "  ".repeat(node.depth())
        + node.browseName()
        + other
        + "  "
        + node.node()
        + kind
        + node.variable().map(this::held).orElse("")
        + more
        + trouble;
  }

  private String held(FoundVariable held) {
    String access = (held.readable() ? "r" : "-") + (held.writable() ? "w" : "-");
    String value = held.value().map(text -> "  " + shortened(text)).orElse("");
    String unit = held.unit().map(text -> " " + text).orElse("");
    String range = held.range().map(one -> "  [" + one.min() + " … " + one.max() + "]").orElse("");
    String states =
        held.states().isEmpty()
            ? ""
            : "  {"
                + String.join(
                    ", ", held.states().stream().map(one -> one.raw() + " " + one.name()).toList())
                + "}";
    String status = held.status().isEmpty() ? "" : "  " + held.status();
    return String.format(Locale.ROOT, "  %s %s", held.dataType(), access)
        + value
        + unit
        + range
        + states
        + status;
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    int length = line.codePointCount(0, line.length());
    return length > LONGEST_VALUE
        ? line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE)) + "…"
        : line;
  }
}
