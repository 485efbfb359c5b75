package org.zhiban.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.notify.NotifySite.during;
import static org.zhiban.rules.notify.NotifySite.grouped;
import static org.zhiban.rules.notify.NotifySite.in;
import static org.zhiban.rules.notify.NotifySite.route;
import static org.zhiban.rules.notify.NotifySite.step;
import static org.zhiban.rules.notify.Told.T;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.alarm.AlarmChange.Kind;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.NotificationSpec.Route;

final class AnnouncementsTest {
  private static final Set<Priority> P1 = Set.of(Priority.P1);
  private static final Set<Priority> P2 = Set.of(Priority.P2);

  private static final Route CALL =
      route(P1, true, step(0, "chat"), step(60, "mail"), step(120, "hook"));

  private static NotifySite site(Route... routes) {
    return new NotifySite(routes)
        .channel("chat", "wecom")
        .channel("mail", "email")
        .channel("hook", "webhook");
  }

  @Test
  void steps_follow_in_time_and_the_last_is_repeated_until_somebody_acknowledges() {
    Told told = new Told(site(CALL)).raised("a", Priority.P1).after(800);

    assertThat(told.words())
        .containsExactly("0 chat a", "60 mail a", "120 hook a", "420 hook a", "720 hook a");
    assertThat(told.acknowledged("a").after(1000).words()).hasSize(5);
    assertThat(told.underWay()).isEmpty();
  }

  @Test
  void without_until_the_last_step_is_said_once_and_acknowledging_stops_what_is_to_come() {
    Route once = route(P1, false, step(0, "chat"), step(60, "mail"));

    assertThat(new Told(site(once)).raised("a", Priority.P1).after(1000).words())
        .containsExactly("0 chat a", "60 mail a");
    assertThat(
            new Told(site(once)).raised("a", Priority.P1).after(10).acknowledged("a").after(1000))
        .extracting(Told::words)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly("0 chat a");
  }

  @Test
  void what_is_gone_is_quiet_and_its_clock_runs_on_for_the_repeat() {
    Told told =
        new Told(site(CALL))
            .raised("a", Priority.P1)
            .after(30)
            .cleared("a")
            .after(100)
            .repeated("a")
            .after(1);

    assertThat(told.words())
        .as("a fault that flaps reaches the later steps all the same")
        .containsExactly("0 chat a", "130 mail a", "130 hook a");
  }

  @Test
  void a_route_that_has_said_all_says_a_late_repeat_and_not_every_flap() {
    Told told = new Told(site(route(P2, false, step(0, "chat")))).raised("a", Priority.P2);

    told.after(20).cleared("a").after(20).repeated("a").after(20);
    assertThat(told.words()).containsExactly("0 chat a");
    told.after(400).cleared("a").after(5).repeated("a");
    assertThat(told.words()).containsExactly("0 chat a", "465 chat a");
  }

  @Test
  void every_repeat_of_life_safety_is_said() {
    Told told = new Told(site(route(P1, false, step(0, "chat")))).raisedLife("a");

    told.after(5).cleared("a").after(5).repeated("a");
    assertThat(told.words()).containsExactly("0 chat a", "10 chat a");
  }

  @Test
  void what_is_suppressed_is_not_said_until_it_no_longer_is() {
    Told told =
        new Told(site(CALL))
            .step(
                Kind.RAISED,
                Told.alarm(
                    "a",
                    "pump",
                    Priority.P1,
                    false,
                    true,
                    false,
                    new Suppression.ByDesign("feeder/lost"),
                    T))
            .after(100);

    assertThat(told.words()).isEmpty();
    assertThat(told.unsuppressed("a").after(61).words())
        .containsExactly("100 chat a", "160 mail a");
    assertThat(told.suppressed("a").after(1000).words()).hasSize(2);
  }

  @Test
  void a_shelved_alarm_is_quiet_and_the_journal_is_none() {
    Suppression shelf = new Suppression.Shelved("li", "pump is changed", T.plusSeconds(900));
    Told told = new Told(site(CALL)).raised("a", Priority.P1).after(10);

    assertThat(told.step(Kind.SHELVED, "a", true, false, shelf).after(500).words()).hasSize(1);
    assertThat(
            new Told(site(route(Set.of(Priority.JOURNAL), true, step(0, "chat"))))
                .raised("j", Priority.JOURNAL)
                .after(10)
                .words())
        .isEmpty();
  }

  @Test
  void a_higher_priority_begins_its_own_routes() {
    Told told = new Told(site(route(P2, true, step(0, "mail")), CALL)).raised("a", Priority.P2);

    told.after(10).step(Kind.ESCALATED, Told.alarm("a", "pump", Priority.P1, false)).after(60);
    assertThat(told.words()).containsExactly("0 mail a", "10 chat a", "70 mail a");
  }

  @Test
  void what_comes_back_more_pressing_begins_the_routes_of_its_priority() {
    Told told = new Told(site(route(P2, true, step(0, "mail")), CALL)).raised("a", Priority.P2);

    told.after(10).cleared("a").after(10);
    told.step(Kind.REPEATED, Told.alarm("a", "pump", Priority.P1, false)).after(60);
    assertThat(told.words()).containsExactly("0 mail a", "20 chat a", "80 mail a");
  }

  @Test
  void after_a_clock_that_was_set_back_nothing_is_held() {
    Told told =
        new Told(site(CALL).holding(Duration.ofSeconds(30)))
            .away(Duration.ofDays(-1))
            .raised("a", Priority.P1);

    assertThat(told.words()).containsExactly("-86400 chat a");
  }

  @Test
  void a_flood_is_told_in_messages_of_a_length_that_can_be_looked_through() {
    Told told = new Told(site(grouped(route(P1, true, step(0, "chat")), Duration.ofSeconds(30))));
    for (int alarm = 0; alarm < DueMessages.MOST_JOINED + 1; alarm++) {
      told.raised("a" + alarm, Priority.P1);
    }
    told.after(30);

    assertThat(told.deliveries())
        .extracting(one -> one.notice().subjects().size())
        .containsExactly(DueMessages.MOST_JOINED, 1);
  }

  @Test
  void alarms_of_a_route_within_its_window_are_one_message_and_life_safety_never_waits() {
    Told told =
        new Told(site(grouped(route(P1, true, step(0, "chat")), Duration.ofSeconds(30))))
            .raised("a", Priority.P1)
            .after(10)
            .raised("b", Priority.P1)
            .raisedLife("fire-1")
            .raisedLife("fire-2")
            .after(50)
            .raised("c", Priority.P1)
            .after(30);

    assertThat(told.words())
        .containsExactly("10 chat fire-1", "10 chat fire-2", "30 chat a+b", "90 chat c");
    assertThat(told.deliveries().get(2).notice().title()).isEqualTo("【P1 紧急】2 条报警");
  }

  @Test
  void one_that_is_acknowledged_within_the_window_is_left_out() {
    Told told =
        new Told(site(grouped(route(P1, true, step(0, "chat")), Duration.ofSeconds(30))))
            .raised("a", Priority.P1)
            .raised("b", Priority.P1)
            .after(10)
            .acknowledged("a")
            .after(30);

    assertThat(told.words()).containsExactly("30 chat b");
  }

  @ParameterizedTest(name = "{0} to {1}, raised at {2}: {3}")
  @CsvSource({
    "22:00, 06:00, 2026-11-20T19:12:00Z, true", // 03:12 in Shanghai
    "22:00, 06:00, 2026-11-20T14:00:00Z, true", // 22:00
    "22:00, 06:00, 2026-11-20T22:00:00Z, false", // 06:00, the end is out
    "22:00, 06:00, 2026-11-20T04:00:00Z, false", // noon
    "08:00, 18:00, 2026-11-20T00:00:00Z, true", // 08:00
    "08:00, 18:00, 2026-11-20T10:00:00Z, false", // 18:00
    "08:00, 18:00, 2026-11-20T19:12:00Z, false"
  })
  void hours_are_of_the_site_and_may_span_midnight(
      String from, String to, Instant at, boolean said) {
    Told told =
        new Told(site(during(route(P2, false, step(0, "chat")), from, to)), at)
            .raised("a", Priority.P2);

    assertThat(told.words().isEmpty()).isEqualTo(!said);
  }

  @ParameterizedTest
  @CsvSource({"east, true", "west, false", "all, true", "pump, true", "nothing-known, true"})
  void areas_narrow_and_never_lose_what_has_none(String equipment, boolean said) {
    Told told =
        new Told(site(in(route(P2, false, step(0, "chat")), "east")))
            .raisedAt("a", equipment, Priority.P2);

    assertThat(told.words().isEmpty()).isEqualTo(!said);
  }

  @Test
  void after_a_start_all_but_life_safety_waits_for_its_inhibitions() {
    Told told =
        new Told(site(CALL).holding(Duration.ofSeconds(30)))
            .raised("a", Priority.P1)
            .raised("b", Priority.P1)
            .raisedLife("trapped")
            .after(10)
            .suppressed("b")
            .after(30);

    assertThat(told.words()).containsExactly("0 chat trapped", "30 chat a");
  }

  @Test
  void what_was_under_way_is_continued_by_the_next_process_and_not_begun_anew() {
    Told told =
        new Told(site(CALL)).raised("a", Priority.P1).after(30).restarted().after(40).restarted();

    assertThat(told.words()).containsExactly("0 chat a", "60 mail a");
    assertThat(told.away(Duration.ofHours(1)).restarted().after(301).words())
        .as("steps that came due meanwhile are said at once, repetitions are not made up for")
        .containsExactly("0 chat a", "60 mail a", "3670 hook a", "3970 hook a");
  }

  @Test
  void the_route_of_what_was_under_way_may_be_gone_or_be_another() {
    Told told = new Told(site(route(P2, false, step(0, "chat")))).raised("a", Priority.P2);
    assertThat(told.restarted().restarted().words())
        .as("a route that has said all is not begun anew by a start")
        .containsExactly("0 chat a");
  }
}
