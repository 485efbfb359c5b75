package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** What the gateway cannot do is told, not read. */
class GatewayTroubleTest {
  private static final Set<GatewayPart> NONE = Set.of();
  private static final Set<GatewayPart> FULL = Set.of(GatewayPart.DISK);

  private final Watch watch =
      new Watch(
          new TestSite()
              .with("pump", analog("flow"))
              .siteRules(
                  Rule.of("disk")
                      .is(new Condition.GatewayTrouble(GatewayPart.DISK))
                      .onDelay(60)
                      .offDelay(60),
                  Rule.of("database").is(new Condition.GatewayTrouble(GatewayPart.DATABASE)))
              .build());

  @Test
  void aDiskThatStaysFullIsAnAlarmAndRoomEndsIt() {
    watch.own(1, NONE);
    watch.own(5, FULL);
    watch.own(10, FULL);
    assertThat(kinds(watch.to(64))).isEmpty();
    assertThat(kinds(watch.to(65))).containsExactly("disk RAISED");
    watch.own(100, NONE);
    assertThat(kinds(watch.to(159))).isEmpty();
    assertThat(kinds(watch.to(160))).containsExactly("disk CLEARED");
  }

  @Test
  void aMomentIsNone() {
    watch.own(1, FULL);
    watch.own(30, NONE);
    assertThat(kinds(watch.to(500))).isEmpty();
    assertThat(watch.all()).isEmpty();
  }

  @Test
  void eachPartIsAnAlarmOfItsOwn() {
    assertThat(kinds(watch.own(1, Set.of(GatewayPart.DATABASE, GatewayPart.FORWARDING))))
        .containsExactly("database RAISED");
    assertThat(kinds(watch.own(2, FULL))).containsExactly("database CLEARED");
  }

  /** Nothing is known until it is told anew: the alarm stands, and the wait goes on. */
  @Test
  void aRestartInvolvesNoNews() {
    watch.own(1, Set.of(GatewayPart.DATABASE, GatewayPart.DISK));
    assertThat(kinds(watch.restart(30, true))).isEmpty();
    assertThat(kinds(watch.to(40))).isEmpty();
    watch.own(41, Set.of(GatewayPart.DATABASE, GatewayPart.DISK));
    assertThat(watch.engine().standing()).hasSize(1);
    watch.to(200);
    assertThat(watch.engine().standing()).hasSize(2);
    assertThat(kinds(watch.own(201, NONE))).containsExactly("database CLEARED");
  }

  @Test
  void itSaysWhatFailsAndWhatToDo() {
    watch.own(1, FULL);
    watch.to(61);
    assertThat(watch.engine().standing())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.message()).isEqualTo(GatewayPart.DISK.failing()));
  }
}
