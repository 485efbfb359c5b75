package org.zhiban.rules.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.cost.ApprovalLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.ServiceTargets.ApprovalTier;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.Actor;

/** An approval that only those could give who may not is given by the next above [R27]. */
final class PassedOverTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");

  private static final Map<String, Role> PEOPLE =
      Map.of(
          "zhao", Role.SUPERVISOR,
          "ma", Role.SUPERVISOR,
          "wang", Role.MANAGER,
          "fu", Role.APPROVER,
          "gao", Role.APPROVER,
          "li", Role.TECHNICIAN,
          "admin", Role.ADMIN);

  private static Site site(List<String> chain) {
    return TestSites.pump(
        Map.of(),
        Set.of(),
        Responsible.NONE,
        List.of(new ApprovalTier(OptionalDouble.empty(), OptionalDouble.of(0), chain)));
  }

  private static WorkOrder order(List<String> doers) {
    return new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
        .status(OrderStatus.WAIT_APPROVAL)
        .doers(doers)
        .build();
  }

  private static ApprovalLine line(int number, Optional<String> step, String by) {
    return new ApprovalLine(
        "WX-20261120-001",
        number,
        step,
        new Money(100_00),
        Optional.of("paper"),
        Optional.of("-"),
        by,
        T);
  }

  private static Books books(List<ApprovalLine> lines) {
    return new Books(new OrderCosts(List.of(), List.of(), lines), List.of());
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "supervisor manager,           zhao, '',             supervisor manager",
    "supervisor manager,           zhao, ma,             manager",
    "supervisor manager,           wang, '',             supervisor",
    "supervisor,                   zhao, ma,             manager",
    "supervisor,                   wang, zhao ma,        approver-1",
    "supervisor,                   wang, zhao ma fu,     approver-2",
    "supervisor,                   wang, zhao ma fu gao, admin",
    "supervisor approver-9,        zhao, ma,             approver-9",
    "supervisor manager outside,   zhao, ma wang,        outside"
  })
  void whatNobodyElseHoldsIsPassedOver(String chain, String asks, String doers, String steps) {
    Approvals.Standing standing =
        new Approvals(site(words(chain)))
            .standing(order(words(doers)), books(List.of(line(1, Optional.empty(), asks))), T);
    assertThat(standing.steps().stream().map(Approvals.Step::name))
        .containsExactlyElementsOf(words(steps));
    assertThat(standing.passedOver())
        .containsExactlyElementsOf(
            words(chain).stream().filter(step -> !words(steps).contains(step)).toList());
  }

  /** Whoever asks and whoever works: it comes to an end, and somebody agreed who did neither. */
  @Property(tries = 500)
  void everyApprovalCanBeGivenAndNeverByThoseWhoAreConcerned(
      @ForAll("chains") List<String> chain,
      @ForAll("people") Set<String> doers,
      @ForAll("people") Set<String> asking) {
    Approvals approvals = new Approvals(site(chain));
    WorkOrder order = order(List.copyOf(doers));
    List<ApprovalLine> lines = new ArrayList<>();
    Set<String> asks = asking.isEmpty() ? Set.of("li") : asking;
    asks.forEach(who -> lines.add(line(lines.size() + 1, Optional.empty(), who)));
    Set<String> agreed = new HashSet<>();
    for (int turn = 0; turn <= chain.size(); turn++) {
      Approvals.Standing standing = approvals.standing(order, books(lines), T);
      Optional<Approvals.Step> next = standing.next();
      if (next.isEmpty()) {
        break;
      }
      List<String> able =
          Stream.of("admin", "fu", "gao", "ma", "wang", "zhao")
              .filter(
                  who ->
                      approvals
                          .refusal(
                              order,
                              standing,
                              books(lines).own(),
                              new Actor(who, Set.of(PEOPLE.get(who))))
                          .isEmpty())
              .toList();
      assertThat(able).as("who can take " + next.get() + " of " + chain).isNotEmpty();
      lines.add(line(lines.size() + 1, Optional.of(next.get().name()), able.getFirst()));
      agreed.add(able.getFirst());
    }
    assertThat(approvals.standing(order, books(lines), T).next()).isEmpty();
    assertThat(agreed).isNotEmpty();
    assertThat(Collections.disjoint(agreed, asks)).isTrue();
    assertThat(Collections.disjoint(agreed, doers)).isTrue();
  }

  @Provide
  Arbitrary<List<String>> chains() {
    return Arbitraries.of("supervisor", "manager", "approver-1", "approver-2")
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Set<String>> people() {
    return Arbitraries.of("zhao", "ma", "wang", "fu", "gao", "li").set().ofMaxSize(6);
  }
}
