package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/**
 * An alarm's step is on disk at once, what its rule remembers up to half a second later: the
 * process may be killed in between.
 */
class KilledTest {
  private static Watch watch(Rule rule) {
    return new Watch(new TestSite().with("pump", binary("tripped")).rules("pump", rule).build());
  }

  private static Rule trip() {
    return Rule.of("trip").when("tripped");
  }

  @Test
  void anAlarmThatHadEndedIsNotRaisedAnew() {
    Watch watch = watch(trip().onDelay(5));
    watch.at(1, "pump/tripped=true");
    watch.to(6);
    watch.acknowledge(7);
    List<RuleMemory> memory = watch.engine().memory();
    watch.at(8, "pump/tripped=false");
    assertThat(watch.restart(memory, false)).isEmpty();
    assertThat(watch.at(9, "pump/tripped=false")).isEmpty();
    watch.at(20, "pump/tripped=true");
    assertThat(kinds(watch.to(25))).as("with its delay").containsExactly("trip RAISED");
  }

  @Test
  void anAlarmThatHadJustBegunStands() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=false");
    List<RuleMemory> memory = watch.engine().memory();
    watch.at(2, "pump/tripped=true");
    assertThat(kinds(watch.restart(memory, false))).containsExactly("trip QUALITY");
    assertThat(kinds(watch.at(3, "pump/tripped=true"))).containsExactly("trip QUALITY");
    assertThat(kinds(watch.at(4, "pump/tripped=false"))).containsExactly("trip CLEARED");
  }

  @Test
  void whatAPersonPutAsideStaysAsideAndWhatWasTakenBackIsBack() {
    Watch watch = watch(trip().priority(Priority.P3));
    watch.at(1, "pump/tripped=true");
    watch.acknowledge(2);
    List<RuleMemory> before = watch.engine().memory();
    watch.shelve(3, 900);
    List<RuleMemory> after = watch.engine().memory();
    assertThat(kinds(watch.restart(before, true))).isEmpty();
    assertThat(watch.only().state()).isEqualTo(AlarmState.SHELVED);
    watch.engine().unshelve(watch.only().id(), "he-lin", Optional.empty(), watch.now());
    assertThat(kinds(watch.restart(after, true))).isEmpty();
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(kinds(watch.to(2_000))).isEmpty();
  }

  @Test
  void aSettingOfTheClockIsWrittenDown() {
    Watch watch = watch(trip());
    watch.at(1, "pump/tripped=true");
    long version = watch.engine().memoryVersion();
    watch.setClock(3_600);
    assertThat(watch.engine().memoryVersion()).isGreaterThan(version);
  }
}
