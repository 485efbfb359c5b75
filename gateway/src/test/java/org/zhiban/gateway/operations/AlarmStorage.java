package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.rules.alarm.MemoryChange;
import org.zhiban.rules.alarm.RuleMemory;

/** Alarms, their history, and the memory of the rules. */
interface AlarmStorage extends StoreUnderTest {
  @Test
  default void an_alarm_comes_back_as_it_was_after_a_restart() {
    Alarm shelved = Given.shelved(Given.alarm("a1", "pump-b1", "low_pressure"));
    write(store(), tx -> tx.record(Given.raised(shelved)));
    Optional<Alarm> found = reopened().query(q -> q.alarm("a1"));
    assertThat(found).contains(shelved);
    assertThat(found(q -> q.alarm("a2"))).isEmpty();
  }

  @Test
  default void an_alarms_history_tells_every_step_as_it_stood_then() {
    Alarm alarm = Given.alarm("a1", "pump-b1", "low_pressure");
    AlarmChange raised = Given.raised(alarm);
    AlarmChange gone =
        new AlarmChange(
            AlarmChange.Kind.ACKNOWLEDGED,
            Given.normal(alarm),
            Given.T0.plusSeconds(30),
            Optional.of("he-lin"),
            Optional.of("已核实"));
    write(store(), tx -> tx.record(raised));
    write(store(), tx -> tx.record(gone));

    List<AlarmChange> history = reopened().query(q -> q.alarmHistory("a1"));
    assertThat(history).containsExactly(raised, gone);
    assertThat(found(q -> q.alarm("a1"))).contains(gone.alarm());
  }

  private List<AlarmChange> changes(Instant from, Instant to) {
    return store().query(q -> q.alarmChanges(from, to));
  }

  private List<AlarmChange> last(Instant before) {
    return store().query(q -> q.lastAlarmChanges(before));
  }

  @Test
  default void the_steps_of_all_alarms_are_found_by_their_time() {
    AlarmChange first = Given.raised(Given.alarm("a1", "pump-b1", "low_pressure"));
    AlarmChange gone =
        AlarmChange.of(
            AlarmChange.Kind.CLEARED, Given.normal(first.alarm()), Given.T0.plusSeconds(30));
    AlarmChange second = Given.raised(Given.alarm("a2", "pump-b2", "low_pressure"));
    for (AlarmChange step : List.of(first, gone, second)) {
      write(store(), tx -> tx.record(step));
    }
    assertThat(changes(first.at(), gone.at())).containsExactly(first, second);
    assertThat(changes(gone.at(), gone.at().plusMillis(1))).containsExactly(gone);
    assertThat(last(gone.at()))
        .as("one moved since, the other stands")
        .containsExactly(first, second);
    assertThat(last(gone.at().plusMillis(1)))
        .as("one is gone and did not move since")
        .containsExactly(second);
  }

  @Test
  default void standing_alarms_are_what_the_engine_goes_on_with() {
    Alarm first = Given.alarm("a1", "pump-b1", "low_pressure");
    Alarm second = Given.alarm("a2", "pump-b2", "low_pressure");
    Alarm gone = Given.normal(Given.alarm("a3", "pump-b2", "dry_run"));
    write(
        store(),
        tx -> {
          tx.record(Given.raised(second));
          tx.record(Given.raised(first));
          tx.record(Given.raised(gone));
        });
    List<Alarm> standing = reopened().query(OperationsQueries::standingAlarms);
    assertThat(standing).containsExactly(first, second);
  }

  @Test
  default void an_alarm_of_equipment_rule_and_key_holds_once_and_another_may_wait_beside_it() {
    Alarm first = Given.alarm("a1", "pump-b1", "low_pressure");
    Alarm again = Given.alarm("a2", "pump-b1", "low_pressure");
    write(store(), tx -> tx.record(Given.raised(first)));
    assertThatThrownBy(() -> write(store(), tx -> tx.record(Given.raised(again))))
        .isInstanceOfSatisfying(
            ChangeRefusedException.class,
            e -> assertThat(e.rule()).isEqualTo(ChangeRefusedException.Rule.ONE_ACTIVE_ALARM));

    Alarm unseen = Given.unseen(first);
    write(store(), tx -> tx.record(Given.raised(unseen)));
    write(store(), tx -> tx.record(Given.raised(again)));
    assertThat(listed(OperationsQueries::standingAlarms)).containsExactly(unseen, again);
    write(store(), tx -> tx.record(Given.raised(Given.normal(first))));
    assertThat(listed(OperationsQueries::standingAlarms)).containsExactly(again);
  }

  @Test
  default void alarms_are_listed_by_state_priority_and_equipment_newest_first() {
    Alarm first = Given.alarm("a1", "pump-b1", "low_pressure");
    Alarm gone = Given.normal(Given.alarm("a2", "pump-b1", "dry_run"));
    Alarm shelved = Given.shelved(Given.alarm("a3", "pump-b2", "dry_run"));
    write(
        store(),
        tx -> List.of(first, gone, shelved).forEach(alarm -> tx.record(Given.raised(alarm))));

    assertThat(list(Set.of(), Set.of(), Optional.empty())).containsExactly(shelved, first);
    assertThat(list(EnumSet.of(AlarmState.NORMAL), Set.of(), Optional.empty()))
        .containsExactly(gone);
    assertThat(
            list(
                EnumSet.of(AlarmState.UNACKED, AlarmState.SHELVED),
                EnumSet.of(Priority.P2),
                Optional.of("pump-b1")))
        .containsExactly(first);
    assertThat(list(Set.of(), EnumSet.of(Priority.P1), Optional.empty())).isEmpty();
  }

  private List<Alarm> list(
      Set<AlarmState> states, Set<Priority> priorities, Optional<String> equipment) {
    return store()
        .<Page<Alarm>>query(q -> q.alarms(states, priorities, equipment, Page.Request.FIRST))
        .items();
  }

  @Test
  default void a_long_list_of_alarms_is_read_page_by_page_each_once() {
    write(
        store(),
        tx -> {
          for (int i = 10; i < 15; i++) {
            tx.record(Given.raised(Given.alarm("a" + i, "pump-" + i, "low_pressure")));
          }
        });
    Page<Alarm> first = page(2, Optional.empty());
    Page<Alarm> second = page(2, first.next());
    Page<Alarm> third = page(2, second.next());
    assertThat(first.items()).extracting(Alarm::id).containsExactly("a14", "a13");
    assertThat(second.items()).extracting(Alarm::id).containsExactly("a12", "a11");
    assertThat(third.items()).extracting(Alarm::id).containsExactly("a10");
    assertThat(third.next()).isEmpty();
  }

  private Page<Alarm> page(int limit, Optional<String> after) {
    return store()
        .query(q -> q.alarms(Set.of(), Set.of(), Optional.empty(), new Page.Request(limit, after)));
  }

  @Test
  default void the_alarms_of_a_rule_are_counted_since_a_time_one_left_out() {
    write(
        store(),
        tx -> {
          tx.record(Given.raised(Given.normal(Given.alarm("a1", "pump-b1", "low_pressure"))));
          tx.record(Given.raised(Given.normal(Given.alarm("a2", "pump-b1", "low_pressure"))));
          tx.record(Given.raised(Given.normal(Given.alarm("a3", "pump-b2", "low_pressure"))));
          tx.record(Given.raised(Given.normal(Given.alarm("a4", "pump-b1", "dry_run"))));
        });
    assertThat(count(Given.T0, "a1")).isEqualTo(1);
    assertThat(count(Given.T0, "a9")).isEqualTo(2);
    assertThat(count(Given.T0.plusMillis(1), "a9")).isZero();
  }

  private int count(Instant since, String except) {
    return store().<Integer>query(q -> q.alarmsOfRule("pump-b1", "low_pressure", since, except));
  }

  @Test
  default void moments_are_kept_to_the_millisecond() {
    Instant fine = Given.T0.plusNanos(456_789);
    write(
        store(),
        tx ->
            tx.record(
                AlarmChange.of(
                    AlarmChange.Kind.RAISED, Given.alarm("a1", "pump-b1", "low_pressure"), fine)));
    assertThat(listed(q -> q.alarmHistory("a1")))
        .extracting(AlarmChange::at)
        .containsExactly(Given.T0);
  }

  @Test
  default void the_memory_of_the_rules_is_replaced_as_a_whole_or_where_it_changed() {
    RuleMemory delay = new RuleMemory("pump-b1", "dry_run", "", "{\"since\":1}");
    RuleMemory window = new RuleMemory("", "storm", "area=east", "{\"count\":3}");
    RuleMemory later = new RuleMemory("pump-b1", "dry_run", "", "{\"since\":2}");
    RuleMemory other = new RuleMemory("pump-b2", "dry_run", "", "{}");
    write(store(), tx -> tx.remember(MemoryChange.whole(List.of(delay, window))));
    assertThat(listed(reopened(), OperationsQueries::ruleMemory))
        .containsExactlyInAnyOrder(delay, window);
    write(
        store(),
        tx -> tx.remember(new MemoryChange(false, List.of(later, other), List.of(window.name()))));
    assertThat(listed(reopened(), OperationsQueries::ruleMemory))
        .containsExactlyInAnyOrder(later, other);
    write(store(), tx -> tx.remember(new MemoryChange(false, List.of(), List.of())));
    assertThat(listed(reopened(), OperationsQueries::ruleMemory))
        .containsExactlyInAnyOrder(later, other);
    write(store(), tx -> tx.remember(MemoryChange.whole(List.of())));
    assertThat(listed(reopened(), OperationsQueries::ruleMemory)).isEmpty();
  }
}
