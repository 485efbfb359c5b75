package org.zhiban.drivers.mqtt.sparkplug;

import java.util.List;
import java.util.Optional;

/**
 * A topic below {@code spBv1.0}: Sparkplug 3.0, 4.1.
 *
 * @param device empty for what concerns the edge node itself
 */
public record SparkplugTopic(String group, MessageType type, String node, Optional<String> device) {
  /** The first level of every topic. */
  public static final String NAMESPACE = "spBv1.0";

  /** What a message is. */
  public enum MessageType {
    NBIRTH,
    NDEATH,
    NDATA,
    NCMD,
    DBIRTH,
    DDEATH,
    DDATA,
    DCMD
  }

  /** The topic that the text is; empty: none of a node or a device. */
  public static Optional<SparkplugTopic> of(String topic) {
    String[] levels = topic.split("/", -1);
    if (levels.length < 4 || levels.length > 5 || !levels[0].equals(NAMESPACE)) {
      return Optional.empty();
    }
    boolean ofDevice = levels.length == 5;
    return java.util.Arrays.stream(MessageType.values())
        .filter(type -> type.name().equals(levels[2]))
        .filter(type -> type.name().startsWith(ofDevice ? "D" : "N"))
        .findFirst()
        .map(
            type ->
                new SparkplugTopic(
                    levels[1],
                    type,
                    levels[3],
                    ofDevice ? Optional.of(levels[4]) : Optional.empty()));
  }

  /** Where commands to a node, or to a device of it, go. */
  public static String command(EdgeNodeId node, Optional<String> device) {
    return device
        .map(name -> topic(node, MessageType.DCMD) + "/" + name)
        .orElseGet(() -> topic(node, MessageType.NCMD));
  }

  /** What a host must hear of a node: of every device, since all count in one sequence. */
  public static List<String> filters(EdgeNodeId node) {
    return List.of(
        topic(node, MessageType.NBIRTH),
        topic(node, MessageType.NDATA),
        topic(node, MessageType.NDEATH),
        topic(node, MessageType.DBIRTH) + "/+",
        topic(node, MessageType.DDATA) + "/+",
        topic(node, MessageType.DDEATH) + "/+");
  }

  /** Where a host tells that it is online. */
  public static String state(String host) {
    return NAMESPACE + "/STATE/" + host;
  }

  private static String topic(EdgeNodeId node, MessageType type) {
    return String.join("/", NAMESPACE, node.group(), type.name(), node.node());
  }

  /** The node that the message is of. */
  public EdgeNodeId edgeNode() {
    return new EdgeNodeId(group, node);
  }
}
