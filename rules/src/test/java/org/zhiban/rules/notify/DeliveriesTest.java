package org.zhiban.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.notify.NotifySite.route;
import static org.zhiban.rules.notify.NotifySite.step;
import static org.zhiban.rules.notify.Told.T;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.NotificationSpec.Route;

final class DeliveriesTest {
  private static final Route CALL = route(Set.of(Priority.P1), true, step(0, "hook"));
  private static final Route TELL = route(Set.of(Priority.P1), false, step(0, "hook"));
  private static final Route STEPS =
      route(Set.of(Priority.P1), false, step(0, "hook"), step(60, "hook"));

  private static Deliveries deliveries(Route... routes) {
    return new Deliveries(new NotifySite(routes).channel("hook", "webhook").build());
  }

  private static Delivery tried(int attempts) {
    Notice notice = new Notice(Priority.P1, "t", "t", Optional.empty(), 1, List.of());
    Delivery delivery = Deliveries.test("hook", notice, T);
    for (int attempt = 0; attempt < attempts; attempt++) {
      delivery = delivery.again(T, "no");
    }
    return delivery;
  }

  @ParameterizedTest(name = "after {0} tries: {1} s")
  @CsvSource({"0, 2", "1, 4", "2, 8", "5, 64", "6, 120", "60, 120"})
  void pauses_double_up_to_two_minutes(int before, long seconds) {
    Delivery after = deliveries().failed(tried(before), "no", Optional.empty(), T, 0.5);

    assertThat(after.nextAt()).isEqualTo(T.plusSeconds(seconds));
    assertThat(after.attempts()).isEqualTo(before + 1);
    assertThat(after.failing()).isTrue();
    assertThat(after.answer()).contains("no");
  }

  @Property
  void the_jitter_is_a_fifth(
      @ForAll @DoubleRange(min = 0, max = 1) double dice, @ForAll @IntRange(max = 40) int before) {
    Delivery usual = deliveries().failed(tried(before), "no", Optional.empty(), T, 0.5);
    Delivery diced = deliveries().failed(tried(before), "no", Optional.empty(), T, dice);
    double share =
        (double) Duration.between(T, diced.nextAt()).toMillis()
            / Duration.between(T, usual.nextAt()).toMillis();
    assertThat(share).isBetween(0.8, 1.2);
  }

  @Test
  void who_asks_to_be_left_alone_is() {
    Delivery after =
        deliveries().failed(tried(0), "429", Optional.of(Duration.ofMinutes(3)), T, 0.5);
    assertThat(after.nextAt()).isEqualTo(T.plusSeconds(180));
    Delivery sooner =
        deliveries().failed(tried(4), "429", Optional.of(Duration.ofSeconds(1)), T, 0.5);
    assertThat(sooner.nextAt()).isEqualTo(T.plusSeconds(32));
  }

  @Test
  void who_asks_for_a_day_is_tried_again_after_ten_minutes() {
    Delivery after = deliveries().failed(tried(0), "503", Optional.of(Duration.ofDays(1)), T, 0.5);
    assertThat(after.nextAt()).isEqualTo(T.plus(Duration.ofMinutes(10)));
  }

  @Test
  void after_four_hours_it_is_given_up() {
    Instant late = T.plus(Duration.ofHours(4)).minusSeconds(60);
    Delivery after = deliveries().failed(tried(90), "HTTP 500", Optional.empty(), late, 0.5);

    assertThat(after.state()).isEqualTo(Delivery.State.FAILED);
    assertThat(after.endedAt()).contains(late);
    assertThat(after.answer()).contains("HTTP 500");
  }

  @Test
  void what_calls_is_called_off_and_what_only_tells_is_told() {
    for (Route calling : List.of(CALL, STEPS)) {
      assertThat(deliveries(calling).calledOff(of(calling), false)).isTrue();
    }
    assertThat(deliveries(TELL).calledOff(of(TELL), false)).isFalse();
    assertThat(deliveries(TELL).calledOff(of(TELL), true)).as("suppressed").isTrue();
    assertThat(deliveries(CALL).calledOff(of(CALL).sent(T, "ok"), true)).isFalse();
    assertThat(deliveries(CALL).calledOff(tried(0), true)).as("a test").isFalse();
  }

  private static Delivery of(Route route) {
    return new Told(new NotifySite(route).channel("hook", "webhook"))
        .raised("a", Priority.P1)
        .deliveries()
        .getFirst();
  }

  @Test
  void the_same_decision_is_the_same_message_and_another_is_another() {
    Delivery first = of(CALL);
    assertThat(of(CALL).id()).isEqualTo(first.id());
    assertThat(
            new Told(new NotifySite(CALL).channel("hook", "webhook"))
                .raised("b", Priority.P1)
                .deliveries()
                .getFirst()
                .id())
        .isNotEqualTo(first.id());
  }
}
