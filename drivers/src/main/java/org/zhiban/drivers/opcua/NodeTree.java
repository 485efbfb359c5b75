package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.zhiban.drivers.opcua.AddressSpaceBrowse.Progress;
import org.zhiban.drivers.opcua.FoundNode.NodeKind;

/**
 * The tree below a node, level by level. A node that is reached by several ways is found once, by
 * the shortest, so that a circle ends. The server's own description (the Server object) is followed
 * only where it was asked for.
 */
final class NodeTree {
  /** Nodes asked about between two looks at whether to stop. */
  private static final int STEP = 500;

  private final Branch root;
  private final BrowseRequest request;
  private final References references;
  private final NamespaceTable namespaces;
  private final Set<NodeId> known = new HashSet<>();

  NodeTree(Branch root, BrowseRequest request, ServerConnection server) {
    this.root = root;
    this.request = request;
    this.references = new References(server, request.most());
    this.namespaces = server.client().getNamespaceTable();
    known.add(root.id);
  }

  /** Whether as many nodes are known as were asked for. */
  boolean full() {
    return known.size() >= request.most();
  }

  /** The nodes so far, each before what is below it. */
  List<Branch> all() {
    return root.all();
  }

  void grow(BooleanSupplier stopped, Progress progress)
      throws ServerException, InterruptedException {
    List<Branch> level = List.of(root);
    while (!level.isEmpty()) {
      List<Branch> next = new ArrayList<>();
      for (int from = 0; from < level.size() && !stopped.getAsBoolean(); from += STEP) {
        List<Branch> some = level.subList(from, Math.min(from + STEP, level.size()));
        List<References.Found> found = references.below(some.stream().map(one -> one.id).toList());
        for (int i = 0; i < some.size(); i++) {
          add(some.get(i), found.get(i));
          some.get(i).children.stream()
              .filter(child -> child.kind != NodeKind.METHOD)
              .forEach(next::add);
        }
        progress.found(known.size());
      }
      level = next;
    }
  }

  private void add(Branch branch, References.Found found) {
    branch.trouble = found.trouble();
    boolean last =
        branch.depth >= request.depth() || (branch != root && NodeIds.Server.equals(branch.id));
    for (ReferenceDescription reference : found.references()) {
      Optional<NodeKind> kind = NodeKind.of(reference.getNodeClass());
      Optional<NodeId> id = reference.getNodeId().toNodeId(namespaces);
      if (kind.isEmpty() || id.isEmpty()) {
        continue;
      }
      if (standardProperty(reference)) {
        branch.properties.put(Branch.text(reference.getBrowseName().name()), id.get());
      } else if (last || full()) {
        branch.more |= !known.contains(id.get());
      } else if (known.add(id.get())) {
        branch.children.add(
            new Branch(
                branch.depth + 1,
                id.get(),
                kind.get(),
                Branch.text(reference.getBrowseName().name()),
                Branch.text(reference.getDisplayName().text())));
      }
    }
  }

  /** One that describes its variable; a maker's own properties are data like any other. */
  private static boolean standardProperty(ReferenceDescription reference) {
    QualifiedName name = reference.getBrowseName();
    return NodeIds.HasProperty.equals(reference.getReferenceTypeId())
        && name.namespaceIndex().intValue() == 0;
  }
}
