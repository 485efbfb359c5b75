package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.VisitShares;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** Lots keep the shares, and everybody draws them again [R20]. */
final class VisitLotsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final ReturnVisits VISITS =
      new ReturnVisits(TestSites.visiting(VisitShares.USUAL));

  private static WorkOrder waiting() {
    return new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
        .status(OrderStatus.VISIT)
        .title(LocalizedText.same("tap"))
        .trade("plumbing")
        .build();
  }

  /** Of 10,000 fair lots 250 too many or too few are drawn once in a million sites. */
  @Property(tries = 5)
  void theSharesAreKept(@ForAll @LongRange(min = 1) long from) {
    Map<VisitLevel, Integer> counts = new HashMap<>();
    for (long i = from; i != from + 10_000; i++) {
      VISITS.drawn(waiting(), VisitBook.NONE, Long.toHexString(i), T).stream()
          .filter(VisitDraw::drawn)
          .forEach(draw -> counts.merge(draw.level(), 1, Integer::sum));
    }
    assertThat(counts).containsEntry(VisitLevel.DESK, 10_000);
    assertThat(counts.get(VisitLevel.QUALITY)).isBetween(4_750, 5_250);
    assertThat(counts.get(VisitLevel.HEAD)).isBetween(3_750, 4_250);
  }

  /** One site's seed of a day would do as well: the numbers alone spread the lots. */
  @Property(tries = 5)
  void theNumberAloneSpreadsTheLots(@ForAll String seed) {
    int half = 0;
    for (int i = 0; i < 10_000; i++) {
      half += VisitLots.lot("s" + seed, "WX-20261120-" + i, VisitLevel.QUALITY) < 5_000 ? 1 : 0;
    }
    assertThat(half).isBetween(4_750, 5_250);
  }

  /**
   * printf %s huidu/WX-20261121-014/quality | sha256sum, its first 32 bits times 10,000 over 2^32.
   */
  @ParameterizedTest
  @CsvSource({"DESK, 6261", "QUALITY, 996", "HEAD, 3288"})
  void whoeverKnowsTheSeedDrawsTheSameLot(VisitLevel level, int lot) {
    assertThat(VisitLots.lot("huidu", "WX-20261121-014", level)).isEqualTo(lot);
  }

  @Property
  void aStoredDrawIsDrawnAgain(
      @ForAll @IntRange(min = 1, max = 999) int number, @ForAll long seed) {
    WorkOrder order = OrderBuilder.of(waiting()).id("WX-20261120-" + number).build();
    List<VisitDraw> once = VISITS.drawn(order, VisitBook.NONE, Long.toHexString(seed), T);
    assertThat(once)
        .allSatisfy(
            draw ->
                assertThat(draw.lot())
                    .isEqualTo(VisitLots.lot(draw.seed(), draw.workOrder(), draw.level())));
    assertThat(VISITS.drawn(order, new VisitBook(once, List.of()), "other", T))
        .as("an order is drawn once, also when it is verified again")
        .isEmpty();
  }
}
