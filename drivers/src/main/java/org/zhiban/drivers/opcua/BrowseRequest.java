package org.zhiban.drivers.opcua;

import java.util.Optional;
import org.zhiban.model.site.OpcUaConnection;

/**
 * What is asked of a server's address space.
 *
 * @param under the node to begin at, in the standard's string form; empty: the Objects folder
 * @param depth levels below that node; 1 or more
 * @param most nodes found at most; 1 or more
 */
public record BrowseRequest(
    OpcUaConnection connection, Optional<String> under, int depth, int most) {
  public BrowseRequest {
    if (depth < 1 || most < 1) {
      throw new IllegalArgumentException("nothing to find: depth " + depth + ", most " + most);
    }
  }
}
