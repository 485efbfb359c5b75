package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.Permit.SecondLook;
import org.zhiban.rules.workorder.SecondLooks.State;

/** Where there was hot work somebody looks again an hour later [V2]. */
final class SecondLooksTest {
  private static final Instant T = Instant.parse("2026-11-24T06:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static Instant minute(int minutes) {
    return T.plus(Duration.ofMinutes(minutes));
  }

  /** From minute 0 to minute 180. */
  private static Permit permit(Permit.Kind kind) {
    return new Permit(
        "ZY-20261124-001",
        kind,
        Optional.empty(),
        Optional.of("pump"),
        "焊接",
        "张",
        Optional.of("li"),
        T,
        minute(180),
        "zhao",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest(name = "ended at {0}, minute {1}: {2}")
  @CsvSource({
    ",    -1, AHEAD",
    ",   179, AHEAD",
    ",   180, WAITING",
    ",   239, WAITING",
    ",   240, DUE",
    ",  1619, DUE",
    ",  1620, MISSED",
    "90,  89, AHEAD",
    "90, 149, WAITING",
    "90, 150, DUE",
    "90, 1529, DUE",
    "90, 1530, MISSED"
  })
  void it_is_due_an_hour_after_the_end_and_missed_a_day_after(Integer ended, int at, State state) {
    Permit permit = permit(Permit.Kind.HOT_WORK);
    Permit over = ended == null ? permit : permit.ended(minute(ended), "zhao");
    assertThat(SecondLooks.state(over, minute(at))).contains(state);
    assertThat(SecondLooks.refusal(over, ZONE, minute(at)).isEmpty()).isEqualTo(state == State.DUE);
  }

  @Test
  void other_work_and_what_never_began_is_not_looked_at_again() {
    for (Permit none :
        new Permit[] {
          permit(Permit.Kind.ISOLATION),
          permit(Permit.Kind.CONFINED_SPACE),
          permit(Permit.Kind.HOT_WORK).ended(minute(-1), "zhao")
        }) {
      assertThat(SecondLooks.state(none, minute(300))).isEmpty();
      assertThat(SecondLooks.refusal(none, ZONE, minute(300))).isPresent();
    }
  }

  /** However it ends: of all minutes those of one stretch, and after a look none. */
  @Property
  void it_is_looked_at_once(
      @ForAll @IntRange(min = 0, max = 180) int ended,
      @ForAll @IntRange(min = 0, max = 3000) int at) {
    Permit over = permit(Permit.Kind.HOT_WORK).ended(minute(ended), "zhao");
    boolean may = SecondLooks.refusal(over, ZONE, minute(at)).isEmpty();
    assertThat(may).isEqualTo(at >= ended + 60 && at < ended + 1440);
    Permit looked = over.looked(new SecondLook(minute(at), "li", "无阴燃"));
    assertThat(looked.over()).isEqualTo(over.over());
    assertThat(SecondLooks.state(looked, minute(at))).contains(State.DONE);
    assertThat(SecondLooks.refusal(looked, ZONE, minute(at))).isPresent();
  }

  @Test
  void whoever_comes_too_early_is_told_when() {
    Permit over = permit(Permit.Kind.HOT_WORK).ended(minute(90), "zhao");
    assertThat(SecondLooks.refusal(over, ZONE, minute(100)).orElseThrow().zh())
        .isEqualTo("ZY-20261124-001 结束满 60 分钟后复查，11-24 16:30 起");
  }
}
