package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;

import java.util.List;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.model.site.VisitShares;

/** How many customers are asked after a repair, and by whom. */
final class ReturnVisits {
  private static final VisitShares USUAL = VisitShares.USUAL;

  private static final Key<Integer> DESK =
      share("desk", USUAL.desk(), "percentage that the service centre asks, before closing");
  private static final Key<Integer> QUALITY =
      share("quality", USUAL.quality(), "percentage that quality asks, of closed orders");
  private static final Key<Integer> HEAD =
      share("head", USUAL.head(), "percentage that the head asks, of closed orders");
  private static final Key<List<String>> QUALITY_BY =
      persons("quality_by", "who asks for quality; else managers and approvers");
  private static final Key<List<String>> HEAD_BY =
      persons("head_by", "who asks as the head; else managers and approvers");

  static final MappingShape<VisitShares> SHAPE =
      MappingShape.of(
          "the return visits",
          List.of(DESK, QUALITY, HEAD, QUALITY_BY, HEAD_BY),
          (values, _) ->
              new VisitShares(
                  values.get(DESK),
                  values.get(QUALITY),
                  values.get(HEAD),
                  values.get(QUALITY_BY),
                  values.get(HEAD_BY)));

  private ReturnVisits() {}

  private static Key<Integer> share(String name, int usual, String says) {
    return defaulted(name, Numbers.whole(0, 100), usual, says);
  }

  private static Key<List<String>> persons(String name, String says) {
    return defaulted(name, ListShape.some(Refs.to(Kind.STAFF)), List.of(), says);
  }
}
