package org.zhiban.gateway.config.grammar;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.PointState;

/** The states of a multistate point: what the device says, and what the product calls it. */
record States(MapShape<String> map) implements Shape<List<PointState>> {
  static final States SHAPE =
      new States(
          new MapShape<>(
              "states",
              Leaf.of("a device's value", "write a number or a word", Node.Scalar::text),
              Texts.matching(
                  "the name of a state",
                  "write a word without quotes in it, like stopped",
                  text -> !text.isBlank() && text.indexOf('"') < 0)));

  @Override
  public @Nullable List<PointState> read(Node node, Reading reading) {
    Map<String, String> read = map.read(node, reading);
    if (read == null) {
      return null;
    }
    if (read.size() < 2) {
      reading.error(node, "a multistate point has two states or more", "add its states");
      return null;
    }
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, String> state : read.entrySet()) {
      if (!names.add(state.getValue())) {
        reading.error(
            node, "two states are called '" + state.getValue() + "'", "give each its own name");
        return null;
      }
    }
    return read.entrySet().stream()
        .map(state -> new PointState(state.getKey(), state.getValue()))
        .toList();
  }

  @Override
  public String says() {
    return map.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(map);
  }
}
