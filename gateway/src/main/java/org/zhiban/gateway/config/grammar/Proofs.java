package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Either;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.PointNames;
import org.zhiban.gateway.config.shape.PointNames.Need;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.OrderSpec.Exercised;
import org.zhiban.model.site.OrderSpec.Verify;
import org.zhiban.model.telemetry.PointRef;

/** What proves a repair. */
final class Proofs {
  private static final Key<PointRef> POINT =
      required("point", PointNames.point(Need.HELD), "whose work proves it");
  private static final Key<Integer> STARTS =
      optional("starts", Numbers.whole(1, 10_000), "so many starts of a binary point");
  private static final Key<Integer> RISES =
      optional("rises", Numbers.whole(1, 1_000_000), "so much of a rise of a counter");
  private static final MappingShape<Exercised> EXERCISED_SHAPE =
      MappingShape.<Exercised>of(
              "what was exercised",
              List.of(POINT, STARTS, RISES),
              (values, _) ->
                  new Exercised(
                      values.get(POINT).point(), values.findInt(STARTS), values.findInt(RISES)))
          .check(Checks.oneOf(STARTS, RISES));

  private static final Key<Duration> NORMAL_FOR =
      required("normal_for", Durations.positive(), "normal for so long, with good quality");
  private static final Key<Exercised> EXERCISED =
      optional("exercised", EXERCISED_SHAPE, "and the function exercised since");

  static final Shape<Verify> SHAPE =
      new Either<>(
          Words.<Verify>of("a proof", Map.of("manual", new Verify.Manual())),
          MappingShape.of(
              "a proof by values",
              List.of(NORMAL_FOR, EXERCISED),
              (values, _) -> new Verify.Normal(values.get(NORMAL_FOR), values.find(EXERCISED))));

  private Proofs() {}
}
