package org.zhiban.gateway.config.grammar;

import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.ValueRange;

/** Two numbers, the lower first. */
record Ranges() implements Shape<ValueRange> {
  private static final String REMEDY = "write the lowest and the highest sound value: [0, 2.5]";

  static final Ranges SHAPE = new Ranges();

  @Override
  public @Nullable ValueRange read(Node node, Reading reading) {
    if (!(node instanceof Node.Sequence sequence) || sequence.items().size() != 2) {
      reading.error(node, "a range is a list of two numbers", REMEDY);
      return null;
    }
    Double low = Numbers.decimal().read(sequence.items().get(0), reading);
    Double high = Numbers.decimal().read(sequence.items().get(1), reading);
    if (low == null || high == null) {
      return null;
    }
    if (low >= high) {
      reading.error(node, "the range ends at " + high + ", before it begins", REMEDY);
      return null;
    }
    return new ValueRange(low, high);
  }

  @Override
  public String says() {
    return "two numbers: [lowest, highest]";
  }
}
