package org.zhiban.gateway.config.grammar;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.RuleSpec;

/** A rule of the site; where it names its equipment, plain names mean that equipment's points. */
record SiteRule(MappingShape<RuleSpec> shape) implements Shape<RuleSpec> {
  @Override
  public @Nullable RuleSpec read(Node node, Reading reading) {
    Optional<String> equipment =
        node instanceof Node.Mapping mapping
                && mapping.get(Rules.EQUIPMENT.name()).orElse(null) instanceof Node.Scalar id
            ? Optional.of(id.text())
            : Optional.empty();
    Reading scoped =
        equipment
            .map(id -> reading.ofEquipment(id, reading.names().lifeSafety().contains(id)))
            .orElse(reading);
    return shape.read(node, scoped);
  }

  @Override
  public String says() {
    return shape.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(shape);
  }
}
