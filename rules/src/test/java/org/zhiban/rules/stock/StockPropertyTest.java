package org.zhiban.rules.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.stock.Movement.Kind;
import org.zhiban.model.stock.Part;

/** Random movements beside a plain count of pieces. */
final class StockPropertyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final int MINIMUM = 3;

  record Step(Kind kind, int pieces) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 8))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static CostLine line(int number, int pieces) {
    return new CostLine(
        "WX-1",
        number,
        CostLine.Kind.PART,
        Optional.of("K-12"),
        "轴承 6205",
        BigDecimal.valueOf(pieces),
        new Money(2_500),
        new Money(2_500L * pieces),
        Payer.OWNER,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        "li",
        NOW);
  }

  @Property
  void theStockIsTheSumOfWhatMovedNeverUnderNoughtAndEachFallIsToldOnce(
      @ForAll("steps") List<Step> steps) {
    Part part =
        new Part(
            "K-12",
            "轴承 6205",
            "个",
            Optional.of("B-3"),
            BigDecimal.valueOf(MINIMUM),
            new Money(2_500),
            BigDecimal.TEN,
            0,
            Optional.empty(),
            1);
    int pieces = 10;
    int lines = 0;
    List<CostLine> issued = new ArrayList<>();
    int moved = 0;
    int falls = 0;
    int told = 0;
    for (Step step : steps) {
      BigDecimal quantity = BigDecimal.valueOf(step.pieces);
      Optional<String> reason = Optional.of("盘点");
      if ((step.kind == Kind.RETURNED && issued.isEmpty())
          || (step.kind == Kind.ISSUED && step.pieces == 0)) {
        continue;
      }
      CostLine line =
          switch (step.kind) {
            case ISSUED -> line(++lines, step.pieces);
            case RETURNED -> issued.getLast().countered(++lines, "多领", "li", NOW);
            default -> line(1, 1);
          };
      Stock.Outcome outcome =
          switch (step.kind) {
            case RECEIVED ->
                Stock.receive(part, quantity, Optional.empty(), Optional.empty(), "sun", NOW);
            case COUNTED -> Stock.count(part, quantity, reason, "sun", NOW);
            case WRITTEN_OFF -> Stock.writeOff(part, quantity, reason, "sun", NOW);
            case ISSUED, RETURNED -> Stock.booked(part, line, NOW);
          };
      int by =
          switch (step.kind) {
            case RECEIVED -> step.pieces;
            case COUNTED -> step.pieces - pieces;
            case WRITTEN_OFF, ISSUED -> -step.pieces;
            case RETURNED -> -line.quantity().intValueExact();
          };
      boolean may = pieces + by >= 0 && (step.kind == Kind.COUNTED || by != 0);
      assertThat(outcome instanceof Stock.Outcome.Done).as("%s of %s", step, part).isEqualTo(may);
      if (!(outcome instanceof Stock.Outcome.Done(var after, var movement, boolean fell))) {
        continue;
      }
      if (step.kind == Kind.ISSUED) {
        issued.add(line);
      } else if (step.kind == Kind.RETURNED) {
        issued.removeLast();
      }
      falls += pieces >= MINIMUM && pieces + by < MINIMUM ? 1 : 0;
      told += fell ? 1 : 0;
      pieces += by;
      moved++;
      assertThat(after.stock()).isEqualByComparingTo(BigDecimal.valueOf(pieces));
      assertThat(after.version()).isEqualTo(part.version() + 1);
      assertThat(movement.orElseThrow().number()).isEqualTo(moved);
      assertThat(movement.orElseThrow().quantity()).isEqualByComparingTo(BigDecimal.valueOf(by));
      assertThat(movement.orElseThrow().line().isPresent())
          .isEqualTo(step.kind == Kind.ISSUED || step.kind == Kind.RETURNED);
      part = after;
    }
    assertThat(told).isEqualTo(falls);
  }

  @Property
  void whatIsWrongMovesNothing(@ForAll("wrong") BigDecimal quantity) {
    Part part =
        new Part(
            "K-12",
            "轴承",
            "个",
            Optional.empty(),
            BigDecimal.ONE,
            Money.NOTHING,
            BigDecimal.TEN,
            0,
            Optional.empty(),
            1);
    for (Stock.Outcome outcome :
        List.of(
            Stock.receive(part, quantity, Optional.empty(), Optional.empty(), "sun", NOW),
            Stock.writeOff(part, quantity, Optional.of("坏"), "sun", NOW))) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Stock.Outcome.Refused.class,
              refused -> assertThat(refused.reason().words().zh()).startsWith("quantity"));
    }
    assertThat(Stock.count(part, BigDecimal.ONE, Optional.empty(), "sun", NOW))
        .as("a difference wants a reason")
        .isInstanceOf(Stock.Outcome.Refused.class);
    assertThat(Stock.retire(part, NOW)).isInstanceOf(Stock.Outcome.Refused.class);
  }

  @Provide
  Arbitrary<BigDecimal> wrong() {
    return Arbitraries.of(
        BigDecimal.ZERO,
        BigDecimal.valueOf(-1),
        new BigDecimal("0.0001"),
        BigDecimal.valueOf(1_000_001));
  }
}
