package org.zhiban.rules.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** What holds of every ranking, whoever is there. */
final class DispatchPropertyTest {
  private static final Instant DAY = Instant.parse("2026-11-21T04:00:00Z");

  /** Somebody, or a company where there is no role. */
  record Somebody(
      String id, Optional<Role> role, String trades, String areas, String shift, int p2InHand) {}

  /** What is to be done, and when. */
  record Asked(OrderSource source, String equipment, String trade, boolean urgent, int hour) {
    WorkOrder order() {
      return new OrderBuilder("WX-20261121-001", source, DAY)
          .status(OrderStatus.TRIAGED)
          .urgency(urgent ? Urgency.URGENT : Urgency.NORMAL)
          .equipment(Optional.of(equipment))
          .trade(trade)
          .plan(source == OrderSource.PLAN ? Optional.of("visit") : Optional.empty())
          .build();
    }

    Instant now() {
      return DAY.plusSeconds(3600L * hour);
    }
  }

  @Provide
  Arbitrary<List<Somebody>> people() {
    return Combinators.combine(
            Arbitraries.of("own", "a", "b", "c", "d", "e", "f", "g"),
            Arbitraries.of(
                Optional.of(Role.TECHNICIAN),
                Optional.of(Role.TECHNICIAN),
                Optional.of(Role.SUPERVISOR),
                Optional.of(Role.DESK),
                Optional.<Role>empty()),
            Arbitraries.of("", "plumbing", "elevator", "plumbing elevator", "electric"),
            Arbitraries.of("", "east", "west", "all"),
            Arbitraries.of("", "day", "night"),
            Arbitraries.integers().between(0, 4))
        .as(Somebody::new)
        .list()
        .ofMaxSize(8)
        .uniqueElements(Somebody::id);
  }

  @Provide
  Arbitrary<Asked> asked() {
    return Combinators.combine(
            Arbitraries.of(OrderSource.class),
            Arbitraries.of("pump", "lift", "panel"),
            Arbitraries.of("plumbing", "elevator", "general", "gas"),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 23))
        .as(Asked::new);
  }

  private static Site site(List<Somebody> people) {
    DispatchSite site = new DispatchSite();
    for (Somebody one : people) {
      if (one.role.isPresent()) {
        site.person(one.id, one.role.get(), one.trades, one.areas, one.shift);
      } else {
        site.contractor(one.id, one.trades);
      }
    }
    return site.build();
  }

  private static List<OpenWork> inHand(List<Somebody> people) {
    List<OpenWork> open = new ArrayList<>();
    for (Somebody one : people) {
      for (int i = 0; i < one.p2InHand; i++) {
        open.add(
            new OpenWork(
                one.id,
                OrderSource.ALARM,
                OrderStatus.ACCEPTED,
                Urgency.NORMAL,
                Optional.of(Priority.P2),
                1));
      }
    }
    return open;
  }

  @Property(tries = 600)
  void neverSomebodyWithoutTheTradeWhileSomebodyWithItIsThere(
      @ForAll("people") List<Somebody> people, @ForAll("asked") Asked asked) {
    List<Candidate> ranked =
        new Dispatch(site(people)).rank(asked.order(), inHand(people), asked.now());

    boolean unsuited = false;
    for (Candidate one : ranked) {
      assertThat(one.suited() && unsuited).as("%s after one without the trade", one).isFalse();
      unsuited |= !one.suited();
      Somebody who = people.stream().filter(it -> it.id.equals(one.id())).findFirst().orElseThrow();
      boolean holds = List.of(who.trades.split(" ", -1)).contains(asked.trade);
      assertThat(one.suited()).isEqualTo(holds || asked.trade.equals("general"));
    }
  }

  @Property(tries = 600)
  void theOrderInWhichTheSiteAndTheStoreNameThemChangesNothing(
      @ForAll("people") List<Somebody> people, @ForAll("asked") Asked asked, @ForAll long seed) {
    List<Candidate> ranked =
        new Dispatch(site(people)).rank(asked.order(), inHand(people), asked.now());
    List<Somebody> others = new ArrayList<>(people);
    Collections.shuffle(others, new Random(seed));
    List<OpenWork> open = inHand(people);
    Collections.shuffle(open, new Random(seed));

    assertThat(new Dispatch(site(others)).rank(asked.order(), open, asked.now())).isEqualTo(ranked);
  }

  @Property(tries = 600)
  void everybodyWhoCouldDoItIsThereOnceAndAllButTheFirstKnowWhatPutsThemBehind(
      @ForAll("people") List<Somebody> people, @ForAll("asked") Asked asked) {
    Site site = site(people);
    List<Candidate> ranked = new Dispatch(site).rank(asked.order(), inHand(people), asked.now());

    List<String> expected = new ArrayList<>(site.contractors().keySet());
    site.staff().values().stream()
        .filter(one -> one.role() != Role.DESK && !one.trades().isEmpty())
        .map(StaffMember::id)
        .forEach(expected::add);
    assertThat(ranked).extracting(Candidate::id).containsExactlyInAnyOrderElementsOf(expected);
    for (int place = 0; place < ranked.size(); place++) {
      assertThat(ranked.get(place).behind().isPresent()).isEqualTo(place > 0);
      assertThat(ranked.get(place).reasons()).isNotEmpty();
    }
  }

  @Property(tries = 600)
  void whoeverIsAtWorkGoesBeforeWhoeverIsNotOfTheSameTrade(
      @ForAll("people") List<Somebody> people, @ForAll("asked") Asked asked) {
    List<Candidate> suited =
        new Dispatch(site(people))
            .rank(asked.order(), inHand(people), asked.now()).stream()
                .filter(Candidate::suited)
                .toList();

    boolean absent = false;
    for (Candidate one : suited) {
      assertThat(one.present() && absent).as("%s after one who is off", one).isFalse();
      absent |= !one.present();
    }
  }

  @Property(tries = 600)
  void moreInHandNeverBringsSomebodyForward(
      @ForAll("people") List<Somebody> people, @ForAll("asked") Asked asked) {
    Dispatch dispatch = new Dispatch(site(people));
    List<OpenWork> open = inHand(people);
    List<Candidate> before = dispatch.rank(asked.order(), open, asked.now());
    for (Candidate one : before) {
      List<OpenWork> more = new ArrayList<>(open);
      more.add(
          new OpenWork(
              one.id(),
              OrderSource.ALARM,
              OrderStatus.ON_SITE,
              Urgency.URGENT,
              Optional.of(Priority.P1),
              1));
      List<Candidate> after = dispatch.rank(asked.order(), more, asked.now());
      assertThat(place(after, one.id())).isGreaterThanOrEqualTo(place(before, one.id()));
    }
  }

  private static int place(List<Candidate> ranked, String id) {
    return ranked.stream().map(Candidate::id).toList().indexOf(id);
  }
}
