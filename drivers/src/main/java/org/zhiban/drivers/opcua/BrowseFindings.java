package org.zhiban.drivers.opcua;

import java.util.List;

/**
 * What an address space holds.
 *
 * @param endpoint the server's
 * @param namespaces their URIs in the order of their indices, as they stand now
 * @param nodes in the order of the tree: each before what is below it
 * @param ending why there are no more
 */
public record BrowseFindings(
    String endpoint, List<String> namespaces, List<FoundNode> nodes, Ending ending) {
  public BrowseFindings {
    namespaces = List.copyOf(namespaces);
    nodes = List.copyOf(nodes);
  }

  /** Why a browse ended. */
  public enum Ending {
    /** All was found, as deep as was asked. */
    WHOLE,
    /** As many nodes as were asked for. */
    MOST,
    /** Stopped before the end. */
    STOPPED
  }
}
