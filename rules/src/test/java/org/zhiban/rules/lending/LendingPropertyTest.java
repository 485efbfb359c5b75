package org.zhiban.rules.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Loan;
import org.zhiban.rules.TestSites;

/** One thing is never with two at once, whoever asks in whatever order [K1] [E5]. */
final class LendingPropertyTest {
  private static final Instant T = Instant.parse("2026-11-23T00:00:00Z");
  private static final Lending LENDING = new Lending(TestSites.pump(Map.of(), Set.of()));

  /** Somebody asks for something. */
  record Act(String what, String who, int minutes) {}

  @Provide
  Arbitrary<List<Act>> acts() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.of("lend", "back")),
                net.jqwik.api.Tuple.of(1, Arbitraries.of("retire"))),
            Arbitraries.of("li", "zhao", "he"),
            Arbitraries.integers().between(-30, 90))
        .as(Act::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static Lending.Asked asked(String who, Instant due) {
    return new Lending.Asked(who, Optional.empty(), Optional.empty(), Optional.of("round"), due);
  }

  private static Lendable key() {
    return new Lendable(
        "K12",
        Lendable.Kind.KEY,
        "pump room",
        Optional.of("board 1"),
        Optional.empty(),
        0,
        Optional.empty(),
        1);
  }

  @Property
  void itIsWithOneAtATimeAndEveryLoanIsKept(@ForAll("acts") List<Act> acts) {
    Lendable thing = key();
    List<Loan> loans = new ArrayList<>();
    Instant now = T;
    for (Act act : acts) {
      now = now.plus(Duration.ofMinutes(act.minutes()));
      Optional<Loan> out = loans.stream().filter(Loan::out).findFirst();
      boolean may =
          switch (act.what()) {
            case "lend" -> out.isEmpty() && thing.retiredAt().isEmpty();
            case "back" -> out.isPresent();
            default -> out.isEmpty() && thing.retiredAt().isEmpty();
          };
      Lending.Outcome outcome =
          switch (act.what()) {
            case "lend" ->
                LENDING.lend(
                    thing, out, asked(act.who(), now.plusSeconds(60)), _ -> true, "he", now);
            case "back" -> Lending.takeBack(thing, out, Optional.empty(), "he", now);
            default -> Lending.retire(thing, out, now);
          };
      assertThat(outcome instanceof Lending.Outcome.Done).as(act.toString()).isEqualTo(may);
      if (outcome instanceof Lending.Outcome.Done(var next, var loan)) {
        assertThat(next.version()).isEqualTo(thing.version() + 1);
        thing = next;
        loan.filter(Loan::out).ifPresent(loans::add);
        loan.filter(it -> !it.out()).ifPresent(it -> loans.set(it.number() - 1, it));
      }
      assertThat(loans.stream().filter(Loan::out).count()).isLessThanOrEqualTo(1);
      assertThat(thing.loans()).isEqualTo(loans.size());
      assertThat(loans).extracting(Loan::number).doesNotHaveDuplicates();
    }
    Statistics.collect(loans.size() > 1);
    Statistics.coverage(c -> c.check(true).percentage(p -> p > 20));
  }

  private static LendingRefusal refused(Lending.Outcome outcome) {
    return ((Lending.Outcome.Refused) outcome).reason();
  }

  @Test
  void aLoanSaysWhatForAndWhenItIsBack() {
    Lending.Asked nothing =
        new Lending.Asked(
            "li", Optional.empty(), Optional.empty(), Optional.of(" "), T.plusSeconds(1));
    assertThat(refused(LENDING.lend(key(), Optional.empty(), nothing, _ -> true, "he", T)))
        .matches(it -> it.words(TestSites.ZONE).en().startsWith("reason:"));
    Lending.Asked unknown =
        new Lending.Asked(
            "li", Optional.empty(), Optional.of("WX-9"), Optional.empty(), T.plusSeconds(1));
    assertThat(refused(LENDING.lend(key(), Optional.empty(), unknown, _ -> false, "he", T)))
        .matches(it -> it.words(TestSites.ZONE).en().startsWith("order:"));
    for (Instant due : List.of(T, T.plus(Lending.LONGEST).plusMillis(1))) {
      assertThat(
              refused(LENDING.lend(key(), Optional.empty(), asked("li", due), _ -> true, "he", T)))
          .matches(it -> it.words(TestSites.ZONE).en().startsWith("due:"));
    }
    assertThat(refused(LENDING.lend(key(), Optional.empty(), asked(" ", T), _ -> true, "he", T)))
        .matches(it -> it.words(TestSites.ZONE).en().startsWith("borrower:"));
  }

  @Test
  void aThingOfNoNumberOrOfOneThatWasGivenIsNotRegistered() {
    for (String id : List.of("", "a b", "../x", "-1")) {
      assertThat(refused(register(id, false))).isInstanceOf(LendingRefusal.WrongField.class);
    }
    assertThat(refused(register("K1", true))).isEqualTo(new LendingRefusal.Taken("K1"));
    assertThat(register("K1", false)).isInstanceOf(Lending.Outcome.Done.class);
  }

  private static Lending.Outcome register(String id, boolean taken) {
    return LENDING.register(
        id, Lendable.Kind.TOOL, "drill", Optional.empty(), Optional.empty(), taken);
  }
}
