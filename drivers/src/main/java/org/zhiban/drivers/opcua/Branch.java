package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.opcua.FoundNode.NodeKind;

/** A node while its tree is being followed. */
final class Branch {
  final int depth;
  final NodeId id;
  final NodeKind kind;
  final String browseName;
  final String displayName;
  final List<Branch> children = new ArrayList<>();

  /** Properties that the standard defines, by browse name. */
  final Map<String, NodeId> properties = new LinkedHashMap<>();

  boolean more;
  String trouble = "";

  Branch(int depth, NodeId id, NodeKind kind, String browseName, String displayName) {
    this.depth = depth;
    this.id = id;
    this.kind = kind;
    this.browseName = browseName;
    this.displayName = displayName;
  }

  /** This node, then all below it. */
  List<Branch> all() {
    List<Branch> all = new ArrayList<>();
    addTo(all);
    return all;
  }

  private void addTo(List<Branch> all) {
    all.add(this);
    children.forEach(child -> child.addTo(all));
  }

  FoundNode found(NamespaceTable namespaces, Optional<FoundVariable> variable) {
    String now = id.toParseableString();
    return new FoundNode(
        depth,
        kind,
        browseName,
        displayName.isEmpty() ? browseName : displayName,
        now,
        lasting(namespaces).orElse(now),
        variable,
        more,
        trouble);
  }

  /** With its namespace's URI; a URI with a mark of the form itself in it is not written so. */
  private Optional<String> lasting(NamespaceTable namespaces) {
    String uri = namespaces.get(id.getNamespaceIndex());
    boolean standard = id.getNamespaceIndex().intValue() == 0;
    return standard || uri == null || uri.isBlank() || uri.matches(".*[;%].*")
        ? Optional.empty()
        : Optional.of(
            id.toParseableString()
                .replaceFirst("^ns=\\d+", Matcher.quoteReplacement("nsu=" + uri)));
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
