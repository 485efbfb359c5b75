package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;

import java.util.List;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.PointNames;
import org.zhiban.gateway.config.shape.PointNames.Need;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.telemetry.PointRef;

/** The pair of keys {@code point} and {@code points}: one of them. */
record PointLists(Key<PointRef> one, Key<List<PointRef>> many) {
  static PointLists of(Need need) {
    return new PointLists(
        optional("point", PointNames.point(need), "the point, or"),
        optional("points", ListShape.some(PointNames.point(need)), "the points"));
  }

  List<PointRef> of(Values values) {
    return values.find(one).map(List::of).or(() -> values.find(many)).orElse(List.of());
  }

  void check(Values values, Reading reading) {
    Checks.oneOf(one, many).accept(values, reading);
  }
}
