package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.pump;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;

/** Nobody starts a machine that somebody works on. */
final class StandingWorkTest {
  private static final Instant T = Instant.parse("2026-11-21T03:12:00Z");
  private static final Instant END = T.plus(Duration.ofHours(1));
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Site site = pump(Map.of(), Set.of());

  private static WorkOrder lockingOut(String equipment, String... rules) {
    return new OrderBuilder("WX-20261121-001", OrderSource.ALARM, T)
        .status(OrderStatus.IN_PROGRESS)
        .title(LocalizedText.same("pump"))
        .equipment(Optional.of(equipment))
        .lockOut(Optional.of(new LockOut(List.of(rules), "li", "换机封", T, END)))
        .build();
  }

  private Permit permit(Permit.Kind kind, Optional<String> equipment) {
    return new Permit(
        "ZY-20261121-001",
        kind,
        equipment.isPresent() ? Optional.empty() : Optional.of("elsewhere"),
        equipment,
        "",
        "张师傅",
        Optional.of("li"),
        T,
        END,
        "zhao",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<StandingWork> at(String equipment, Instant now, WorkOrder... orders) {
    return StandingWork.at(site, equipment, List.of(orders), List.of(), now);
  }

  @Test
  void aLockOutHoldsTheEquipmentOfItsOrderAndOfItsRules() {
    WorkOrder feeder = lockingOut("feeder", "pump/dry", "feeder/voltage");
    assertThat(at("feeder", T, feeder)).isPresent();
    assertThat(at("pump", T, feeder)).isPresent();
    assertThat(at("fan", T, feeder)).isEmpty();
    assertThat(at("pump", T)).isEmpty();
  }

  @Test
  void aLockOutWhoseTimeIsOverHoldsNothing() {
    WorkOrder order = lockingOut("pump", "pump/dry");
    assertThat(at("pump", END.minusMillis(1), order)).isPresent();
    assertThat(at("pump", END, order)).isEmpty();
  }

  @Test
  void theWordsSayWhoByWhatUntilWhenAndHowToGoOn() {
    StandingWork work = at("pump", T, lockingOut("pump", "pump/dry")).orElseThrow();
    assertThat(work.words(ZONE).zh()).contains("WX-20261121-001", "至 11-21 12:12", "换机封", "结束停用");
    assertThat(work.words(ZONE).en())
        .contains("WX-20261121-001", "until 11-21 12:12", "end the lock-out");
    StandingWork leave =
        StandingWork.at(
                site,
                "pump",
                List.of(),
                List.of(permit(Permit.Kind.ISOLATION, Optional.of("pump"))),
                T)
            .orElseThrow();
    assertThat(leave.words(ZONE).zh()).contains("张师傅", "ZY-20261121-001", "11-21 12:12");
    assertThat(leave.words(ZONE).en()).contains("ZY-20261121-001", "end the permit");
  }

  @ParameterizedTest(name = "{0} at {1} holds the pump: {2}")
  @CsvSource({
    "HOT_WORK, pump, true",
    "ISOLATION, pump, true",
    "CONFINED_SPACE, pump, true",
    "HOT_WORK, , false",
    "ISOLATION, , false"
  })
  void aPermitHoldsWhatIsWorkedAt(Permit.Kind kind, String equipment, boolean holds) {
    Permit permit = permit(kind, Optional.ofNullable(equipment));
    assertThat(StandingWork.at(site, "pump", List.of(), List.of(permit), T).isPresent())
        .isEqualTo(holds);
    assertThat(StandingWork.at(site, "pump", List.of(), List.of(permit), T.minusMillis(1)))
        .as("before it begins")
        .isEmpty();
    Permit ended = permit.ended(T, "zhao");
    assertThat(StandingWork.at(site, "pump", List.of(), List.of(ended), T)).isEmpty();
  }
}
