package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.zhiban.simulators.link.TwinAddress;

/**
 * A site folder with other addresses: the connections are written anew, everything else stays to
 * the letter.
 */
final class RewrittenSite {
  private static final String SITE_FILE = "site.yaml";

  /** Keys of a serial line, of a secured session and of TLS: a twin has none of these. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "device",
          "baud",
          "parity",
          "data_bits",
          "stop_bits",
          "ca_file",
          "cert_file",
          "key_file",
          "user_cert_file",
          "user_key_file",
          "user_key_password");

  private RewrittenSite() {}

  /**
   * Copies a site that loads to another folder, its connections replaced where there is an address.
   */
  static void write(Path from, Path to, Map<String, TwinAddress> addresses) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      for (Path file : all) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.toAbsolutePath().getParent());
        String name = from.relativize(file).toString();
        if (name.equals(SITE_FILE)) {
          Files.writeString(target, rewritten(Files.readString(file), addresses));
        } else {
          Files.write(target, Files.readAllBytes(file));
        }
      }
    }
  }

  /** The text of a site file with other addresses. */
  static String rewritten(String text, Map<String, TwinAddress> addresses) {
    Node root =
        new Compose(LoadSettings.builder().build())
            .composeString(text)
            .orElseThrow(() -> new IllegalArgumentException("an empty site file"));
    for (NodeTuple part : ((MappingNode) root).getValue()) {
      if (scalar(part.getKeyNode()).equals("connections")
          && part.getValueNode() instanceof MappingNode connections) {
        return text.substring(0, index(text, part.getKeyNode().getEndMark().orElseThrow()))
            + ":\n"
            + connections.getValue().stream()
                .map(c -> line(text, c, addresses))
                .collect(Collectors.joining())
            + "\n"
            + text.substring(index(text, connections.getEndMark().orElseThrow()));
      }
    }
    return text;
  }

  private static String line(
      String text, NodeTuple connection, Map<String, TwinAddress> addresses) {
    String id = scalar(connection.getKeyNode());
    Map<String, String> keys = new LinkedHashMap<>();
    for (NodeTuple key : ((MappingNode) connection.getValueNode()).getValue()) {
      keys.put(scalar(key.getKeyNode()), raw(text, key.getValueNode()));
    }
    TwinAddress address = addresses.get(id);
    if (address != null) {
      LEFT_OUT.forEach(keys::remove);
      keys.putAll(keysOf(address));
    }
    return "  "
        + id
        + ": { "
        + keys.entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining(", "))
        + " }\n";
  }

  private static Map<String, String> keysOf(TwinAddress address) {
    return switch (address) {
      case TwinAddress.ModbusTcp(String host, int port) -> modbus("modbus_tcp", host, port);
      case TwinAddress.ModbusRtuOverTcp(String host, int port) ->
          modbus("modbus_rtu_over_tcp", host, port);
      case TwinAddress.ModbusUdp(String host, int port) -> modbus("modbus_udp", host, port);
      case TwinAddress.OpcUa(String endpoint) ->
          Map.of("endpoint", quoted(endpoint), "security", "none");
      case TwinAddress.Broker(String url) -> Map.of("broker", quoted(url));
      case TwinAddress.Publisher _ -> Map.of("host", quoted("127.0.0.1"));
    };
  }

  private static Map<String, String> modbus(String type, String host, int port) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("type", type);
    keys.put("host", quoted(host));
    keys.put("port", String.valueOf(port));
    return keys;
  }

  private static String quoted(String value) {
    return "\"" + value + "\"";
  }

  private static String scalar(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** The value as it was written; plain words that would not stand between braces are quoted. */
  private static String raw(String text, Node node) {
    String written =
        text.substring(
                index(text, node.getStartMark().orElseThrow()),
                index(text, node.getEndMark().orElseThrow()))
            .strip();
    boolean plain = !written.startsWith("\"") && !written.startsWith("'");
    return plain && written.chars().anyMatch(c -> ",{}[]#".indexOf(c) >= 0)
        ? quoted(written)
        : written;
  }

  private static int index(String text, Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }
}
