package org.zhiban.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Figures for machines. */
final class JsonReport {
  private JsonReport() {}

  /** Writes the file, and its folder where there is none. */
  static void write(Path file, Machine machine, List<Figure> figures) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("processors", machine.processors());
    root.put("system", machine.system());
    root.put("java", machine.java());
    ArrayNode rows = root.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode row = rows.addObject();
      row.put("name", figure.name());
      put(row.putObject("ours"), figure.ours());
      put(row.putObject("yardstick"), figure.yardstick());
      put(row.putObject("ratio"), figure.ratio());
      ArrayNode beside = row.putArray("beside");
      figure.beside().forEach(measured -> put(beside.addObject(), measured));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static void put(ObjectNode node, Measured measured) {
    node.put("name", measured.name());
    node.put("value", measured.value());
    node.put("unit", measured.unit());
    measured
        .goal()
        .ifPresent(
            goal -> {
              node.put("goal", goal.toString());
              node.put("reached", goal.reachedBy(measured.value()));
            });
  }
}
