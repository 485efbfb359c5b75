package org.zhiban.gateway.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.gateway.acquisition.Acquisition;
import org.zhiban.gateway.acquisition.Found;
import org.zhiban.gateway.acquisition.Intake;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;

/** What a command comes to: who may, what forbids it, what the device says, what is on record. */
final class CommandDeskTest {
  private static final PointRef START = new PointRef("pump-b1", "start");
  private static final Duration LIMIT = Duration.ofMillis(200);

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private final PointIndex index = site.pointIndex();
  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-22T08:00:00Z").toEpochMilli());
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
  private final ScriptedDriver driver = new ScriptedDriver();
  private final Found found = new Found();
  private final List<String> recorded = new CopyOnWriteArrayList<>();
  private Running running = new Running();

  /** One life of the gateway on the data folder. */
  private final class Running {
    final Compilation.Compiled rules = (Compilation.Compiled) RuleCompiler.compile(site, index);
    final PointBoard board = new PointBoard(index.size());
    private @Nullable FileHistorian historian;
    private @Nullable SqliteOperationsStore store;
    private @Nullable OperationsDesk operations;
    private @Nullable Acquisition acquisition;
    private @Nullable CommandDesk desk;

    Running start() {
      FileHistorian history =
          FileHistorian.open(data, index, HistorySettings.of(Duration.ofDays(30), false), clock);
      SqliteOperationsStore operationsStore = SqliteOperationsStore.open(data);
      OperationsDesk clerk = new OperationsDesk(operationsStore);
      clerk.start();
      Acquisition intake =
          Acquisition.of(
              site,
              rules.rules(),
              board,
              history,
              found,
              new LiveFeed(),
              clock,
              () -> millis.get() * 1_000_000);
      intake.start(
          operationsStore, LastCommands.of(site, index, history, clock.instant()), List.of());
      historian = history;
      store = operationsStore;
      operations = clerk;
      acquisition = intake;
      desk =
          new CommandDesk(
              rules.rules(),
              connection -> connection.equals("pump-room") ? Optional.of(driver) : Optional.empty(),
              intake.intake(),
              clerk,
              clock,
              _ -> LIMIT);
      return this;
    }

    CommandDesk desk() {
      return Optional.ofNullable(desk).orElseThrow();
    }

    Intake intake() {
      return Optional.ofNullable(acquisition).orElseThrow().intake();
    }

    List<AuditEntry> audit() {
      return Optional.ofNullable(store)
          .orElseThrow()
          .query(q -> q.audit(Page.Request.FIRST))
          .items();
    }

    /** As a lock-out or a permit is written, in turn with the commands. */
    void write(Consumer<OperationsTransaction> work) {
      boolean written =
          Optional.ofNullable(operations)
              .orElseThrow()
              .ask(
                  tx -> {
                    work.accept(tx);
                    return true;
                  })
              .join();
      assertThat(written).isTrue();
    }

    void stop() {
      Optional.ofNullable(acquisition).ifPresent(Acquisition::close);
      Optional.ofNullable(operations).ifPresent(OperationsDesk::close);
      Optional.ofNullable(store).ifPresent(SqliteOperationsStore::close);
      Optional.ofNullable(historian).ifPresent(FileHistorian::close);
    }
  }

  private final class Noted implements CommandRecord {
    @Override
    public void begun(OperationsTransaction tx) {
      recorded.add("begun after " + driver.writes.size() + " writes");
    }

    @Override
    public void ended(OperationsTransaction tx, CommandResult result, boolean begun) {
      recorded.add(result.word() + (begun ? ", begun" : ""));
    }
  }

  @BeforeEach
  void start() throws Exception {
    running.start();
    read("pump-b1", "mode", 1);
    read("pump-b1", "tripped", 0);
    read("pump-b1", "running", 0);
  }

  @AfterEach
  void stop() {
    running.stop();
  }

  private void read(String equipment, String point, double value) throws InterruptedException {
    SampleBatch batch = new SampleBatch(1);
    batch.good(index.number(new PointRef(equipment, point)), value, millis.get());
    deliver(batch);
  }

  private void lost(String equipment, String point) throws InterruptedException {
    SampleBatch batch = new SampleBatch(1);
    batch.bad(index.number(new PointRef(equipment, point)), QualityReason.TIMEOUT, millis.get());
    deliver(batch);
  }

  private void deliver(SampleBatch batch) throws InterruptedException {
    running.intake().samples(batch, () -> {});
  }

  private CommandResult give(Role role, PointRef point, @Nullable Object value)
      throws InterruptedException {
    return running
        .desk()
        .take(
            new CommandOrder("he-lin", Set.of(role), "10.0.0.7", point, value, "function test"),
            new Noted());
  }

  private CommandResult give(Object value) throws InterruptedException {
    return give(Role.OPERATOR, START, value);
  }

  private PointValue shown(PointRef point) {
    return running.board.get(index.number(point));
  }

  /** The pump follows at its next read. */
  private WriteOutcome followed(double value) {
    millis.addAndGet(1_000);
    try {
      read("pump-b1", "running", value);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new WriteOutcome.Written();
  }

  @Test
  void whatIsWrittenAndFollowedIsConfirmedAndIsThePointsValue() throws Exception {
    driver.answers(this::followed);

    CommandResult.Confirmed done = (CommandResult.Confirmed) give(true);

    assertThat(done.read().value()).isEqualTo(1);
    assertThat(done.point()).isEqualTo(new PointRef("pump-b1", "running"));
    assertThat(driver.writes).containsExactly(1.0);
    assertThat(shown(START))
        .returns(1.0, PointValue::value)
        .returns(Quality.GOOD, PointValue::quality)
        .returns(millis.get(), PointValue::time);
    assertThat(recorded).containsExactly("begun after 0 writes", "confirmed, begun");
  }

  /** A pump that was running before must be read running after. */
  @Test
  void anOldReadConfirmsNothing() throws Exception {
    read("pump-b1", "running", 1);
    driver.answers(
        _ -> {
          millis.addAndGet(1_000);
          return new WriteOutcome.Written();
        });

    CommandResult.NotConfirmed open = (CommandResult.NotConfirmed) give(true);

    assertThat(open.within()).isEqualTo(LIMIT);
    assertThat(shown(START).value()).isEqualTo(1);
    assertThat(driver.writes).hasSize(1);
  }

  @Test
  void lifeSafetyIsWrittenByNobody() throws Exception {
    for (Role role : Role.values()) {
      for (String point : List.of("fire", "fault", "loop_no")) {
        assertThat(give(role, new PointRef("fire-1", point), true))
            .isInstanceOf(CommandResult.LifeSafety.class);
      }
    }
    assertThat(driver.writes).isEmpty();
  }

  @Test
  void whoGivesNoCommandsIsRefused() throws Exception {
    for (Role role : List.of(Role.TECHNICIAN, Role.DESK, Role.APPROVER)) {
      assertThat(give(role, START, true)).isInstanceOf(CommandResult.RoleLacking.class);
    }
    assertThat(driver.writes).isEmpty();
  }

  @Test
  void whatIsNoCommandPointOrNoValueOfItIsRefused() throws Exception {
    assertThat(give(Role.ADMIN, new PointRef("pump-b1", "running"), true))
        .isInstanceOf(CommandResult.NoCommand.class);
    for (Object wrong : List.of("on", 1, 0.5)) {
      assertThat(give(wrong)).isInstanceOf(CommandResult.Unfit.class);
    }
    assertThat(driver.writes).isEmpty();
  }

  @Test
  void whereSomebodyWorksNothingIsWrittenUntilTheLockOutIsOver() throws Exception {
    driver.answers(this::followed);
    WorkOrder order = Given.lockingOut("WX-1", clock.instant());
    running.write(tx -> tx.record(order, Given.change(order, "lock_out")));

    CommandResult.AtWork refused = (CommandResult.AtWork) give(true);
    assertThat(refused.work().number()).isEqualTo(order.id());
    assertThat(give(false)).as("a stop too").isInstanceOf(CommandResult.AtWork.class);
    assertThat(driver.writes).isEmpty();
    assertThat(recorded).containsExactly("at_work", "at_work");

    millis.addAndGet(Duration.ofHours(1).toMillis());
    assertThat(give(true)).isInstanceOf(CommandResult.Confirmed.class);
  }

  /** Both are transactions of one desk: a lock-out comes first, or sees the command. */
  @Test
  void aLockOutAtTheInstantOfACommandSeesThatItGoesOut() throws Exception {
    List<Optional<PointRef>> seen = new CopyOnWriteArrayList<>();
    driver.answers(
        value -> {
          running.write(tx -> seen.add(running.desk().goingOut(Set.of("pump-b1"))));
          return followed(value);
        });
    assertThat(give(true)).isInstanceOf(CommandResult.Confirmed.class);
    assertThat(seen).containsExactly(Optional.of(START));
    assertThat(running.desk().goingOut(Set.of("pump-b1"))).as("it has ended").isEmpty();
  }

  @Test
  void anInterlockThatDoesNotHoldRefusesWithItsExpressionAndPlace() throws Exception {
    read("pump-b1", "mode", 2);

    CommandResult.Interlocked no = (CommandResult.Interlocked) give(true);

    assertThat(no.unknown()).isFalse();
    assertThat(no.interlock().text()).isEqualTo("mode == \"auto\" && !tripped");
    assertThat(no.words().en())
        .contains("mode == \"auto\" && !tripped (templates/booster-pump.yaml:27:16)");
    assertThat(driver.writes).isEmpty();
  }

  @Test
  void anInterlockOverABadValueRefuses() throws Exception {
    lost("pump-b1", "tripped");

    CommandResult.Interlocked no = (CommandResult.Interlocked) give(true);

    assertThat(no.unknown()).isTrue();
    assertThat(driver.writes).isEmpty();
  }

  @Test
  void aLinkThatIsDownAndADeviceThatRefusesAreToldApart() throws Exception {
    driver.answers(_ -> new WriteOutcome.NotSent("no route"));
    assertThat(give(true)).isEqualTo(new CommandResult.NotSent("no route"));
    driver.answers(_ -> new WriteOutcome.Refused("exception 4"));
    assertThat(give(true)).isEqualTo(new CommandResult.DeviceRefused("exception 4"));
    driver.answers(_ -> new WriteOutcome.Unfit("too wide"));
    assertThat(give(true)).isInstanceOf(CommandResult.Unfit.class);

    assertThat(shown(START)).isEqualTo(PointValue.NOT_READ_YET);
  }

  /** Neither the old nor the new value is known to stand in the device. */
  @Test
  void afterAWriteThatWasNotAnsweredTheCommandIsBad() throws Exception {
    driver.answers(this::followed);
    give(true);
    driver.answers(_ -> new WriteOutcome.Unknown("no answer within 1000 ms"));

    assertThat(give(false)).isEqualTo(new CommandResult.Unknown("no answer within 1000 ms"));

    assertThat(driver.writes).containsExactly(1.0, 0.0);
    assertThat(shown(START).quality()).isEqualTo(Quality.BAD);
  }

  @Test
  void everyAttemptIsInTheAuditWithWhoWhereWhatWhyAndOutcome() throws Exception {
    driver.answers(this::followed);
    give(true);
    give(Role.DESK, START, false);
    give(Role.ADMIN, new PointRef("fire-1", "fire"), true);

    List<AuditEntry.Draft> entries = running.audit().stream().map(AuditEntry::entry).toList();
    assertThat(entries)
        .extracting(AuditEntry.Draft::action)
        .containsExactlyInAnyOrder(
            "command", "command_confirmed", "command_role", "command_life_safety");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo("he-lin");
              assertThat(entry.origin()).isEqualTo("10.0.0.7");
              assertThat(entry.detail()).contains("\"value\":").contains("function test");
            });
  }

  /** The rule waits ten seconds for the pump to follow its command, also across a restart. */
  @Test
  void aCommandThatIsNotFollowedIsADiscrepancyAlsoAfterARestart() throws Exception {
    give(true);
    running.stop();
    found.clear();
    running = new Running().start();
    assertThat(shown(START).value()).isEqualTo(1);

    millis.addAndGet(1_000);
    read("pump-b1", "running", 0);
    millis.addAndGet(11_000);
    read("pump-b1", "running", 0);
    running.intake().look(table -> table.size()).join();

    assertThat(found.changes())
        .anySatisfy(
            change -> {
              assertThat(change.kind()).isEqualTo(AlarmChange.Kind.RAISED);
              assertThat(change.alarm().rule()).isEqualTo("start_failed");
            });
  }
}
