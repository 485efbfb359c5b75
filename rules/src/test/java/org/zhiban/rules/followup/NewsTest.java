package org.zhiban.rules.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.UnderCause;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** [R4] Engineering hears at once; what is urgent is said so. */
final class NewsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");

  private final Site site = TestSites.handingOver("17:00");
  private final News news = new News(site);
  private final FollowUpText text = new FollowUpText(site);

  private static OrderBuilder order(OrderStatus status, Urgency urgency) {
    return new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
        .status(status)
        .urgency(urgency)
        .title(LocalizedText.same("bursts"))
        .trade("plumbing");
  }

  private static WorkOrder given(Urgency urgency) {
    return order(OrderStatus.DISPATCHED, urgency).assignee(Optional.of("li")).build();
  }

  private static OrderChange dispatch(String actor, Instant at, Optional<Instant> entered) {
    return new OrderChange(
        "WX-20261120-001",
        at,
        actor,
        Optional.empty(),
        "dispatch",
        Optional.of(OrderStatus.TRIAGED),
        OrderStatus.DISPATCHED,
        Optional.empty(),
        entered);
  }

  private List<News.Item> of(WorkOrder order, OrderChange... history) {
    return news.of(order, List.of(history), Set.of(), T);
  }

  @Test
  void whoeverIsGivenAnOrderHearsUnlessHeTookItHimselfOrThePaperSaysSo() {
    WorkOrder order = given(Urgency.NORMAL);
    News.Item item = of(order, dispatch("zhao", T, Optional.empty())).getFirst();
    assertThat(item.names()).containsExactly("li");
    assertThat(text.news(order, item)).isEqualTo("已派给 li，请接单");
    assertThat(of(order, dispatch("zhiban", T, Optional.empty()))).as("by the machine").hasSize(1);
    assertThat(of(order, dispatch("li", T, Optional.empty()))).isEmpty();
    assertThat(of(order, dispatch("zhao", T, Optional.of(T)))).isEmpty();
    Instant before = T.minus(Duration.ofMinutes(30)).minusMillis(1);
    assertThat(of(order, dispatch("zhao", before, Optional.empty()))).isEmpty();
    WorkOrder waits =
        OrderBuilder.of(order)
            .cause(Optional.of(new UnderCause("WX-9", "zhiban", T, T.plusSeconds(9))))
            .build();
    assertThat(of(waits, dispatch("zhao", T, Optional.empty()))).isEmpty();
  }

  @Test
  void aVisitIsToldWhereAPersonGaveItNotWhereTheScheduleDid() {
    WorkOrder visit =
        new OrderBuilder("WX-20261120-003", OrderSource.PLAN, T)
            .status(OrderStatus.DISPATCHED)
            .assignee(Optional.of("li"))
            .build();
    assertThat(of(visit, dispatch("zhiban", T, Optional.empty()))).isEmpty();
    assertThat(of(visit, dispatch("zhao", T, Optional.empty()))).hasSize(1);
  }

  @Test
  void eachDispatchIsToldOnce() {
    WorkOrder order = given(Urgency.NORMAL);
    OrderChange first = dispatch("zhao", T, Optional.empty());
    News.Item once = of(order, first).getFirst();
    assertThat(news.of(order, List.of(first), Set.of(once.key()), T)).isEmpty();
    assertThat(news.of(order, List.of(first, first), Set.of(once.key()), T)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void anUrgentReportIsToldUntilSomebodyTakesItOn(OrderStatus status) {
    WorkOrder order = order(status, Urgency.URGENT).build();
    List<News.Item> items = of(order);
    assertThat(items).hasSize(status.untaken() ? 1 : 0);
    items.forEach(
        item -> {
          assertThat(item.names()).containsExactly("supervisor", "operator");
          assertThat(text.news(order, item)).isEqualTo("紧急报修，请立即安排");
          assertThat(news.of(order, List.of(), Set.of(item.key()), T)).isEmpty();
        });
  }

  @Test
  void onlyUrgentFaultsThatPeopleReportAreToldBeforeSomebodyHasThem() {
    assertThat(of(order(OrderStatus.REPORTED, Urgency.NORMAL).build())).isEmpty();
    assertThat(
            of(
                order(OrderStatus.REPORTED, Urgency.URGENT)
                    .concern(Optional.of(Concern.COMPLAINT))
                    .build()))
        .isEmpty();
    WorkOrder alarm =
        new OrderBuilder("WX-20261120-002", OrderSource.ALARM, T)
            .status(OrderStatus.TRIAGED)
            .urgency(Urgency.URGENT)
            .build();
    assertThat(of(alarm)).as("its alarm was told").isEmpty();
    assertThat(of(given(Urgency.URGENT), dispatch("zhao", T, Optional.empty())))
        .extracting(item -> text.news(given(Urgency.URGENT), item))
        .containsExactly("紧急，已派给 li，请接单");
  }
}
