package org.zhiban.drivers.opcua;

import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.jspecify.annotations.Nullable;

/**
 * A node of an address space.
 *
 * @param depth levels below the node that was begun at, itself 0
 * @param browseName without its namespace
 * @param node its id as the server numbers it now, {@code ns=2;s=A1.Floor}
 * @param lastingNode its id with the namespace's URI, which survives a new numbering, where the URI
 *     can be written so; otherwise the same as {@code node}
 * @param variable what it holds; empty for what is no variable
 * @param more whether there is more below it that was not followed
 * @param trouble what the server said instead of its children, or empty
 */
public record FoundNode(
    int depth,
    NodeKind kind,
    String browseName,
    String displayName,
    String node,
    String lastingNode,
    Optional<FoundVariable> variable,
    boolean more,
    String trouble) {

  /** The classes of nodes that are followed (OPC UA Part 3, 5.1). */
  public enum NodeKind {
    OBJECT,
    VARIABLE,
    METHOD;

    /** The class by the library's name; empty: it is not followed. */
    static Optional<NodeKind> of(@Nullable NodeClass type) {
      return switch (type) {
        case Object -> Optional.of(OBJECT);
        case Variable -> Optional.of(VARIABLE);
        case Method -> Optional.of(METHOD);
        case Unspecified, ObjectType, VariableType, ReferenceType, DataType, View ->
            Optional.empty();
        case null -> Optional.empty();
      };
    }
  }
}
