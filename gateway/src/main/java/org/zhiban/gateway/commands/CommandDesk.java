package org.zhiban.gateway.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.gateway.acquisition.Intake;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.workorder.StandingWork;

/**
 * Takes commands: life safety, role, value, interlock and whether somebody works at the equipment
 * are asked in this order, then the value is written once, and what the device shows is waited for.
 * Every attempt is in the audit; one that goes out is there before it does. What was written
 * becomes the point's value.
 */
public final class CommandDesk {
  private static final Duration ON_DISK = Duration.ofSeconds(2);

  private final Site site;
  private final PointIndex index;
  private volatile LifeSafetyPoints lifeSafety;
  private final Interlocks interlocks;
  private final Function<String, Optional<Driver>> drivers;
  private final Intake intake;
  private final OperationsDesk desk;
  private final InstantSource clock;
  private final Function<ReadBack, Duration> limits;
  private final Set<PointRef> underWay = ConcurrentHashMap.newKeySet();
  private final Set<PointRef> goingOut = ConcurrentHashMap.newKeySet();

  /**
   * @param drivers the driver of a connection, by its id
   */
  public CommandDesk(
      CompiledRules rules,
      Function<String, Optional<Driver>> drivers,
      Intake intake,
      OperationsDesk desk,
      InstantSource clock) {
    this(rules, drivers, intake, desk, clock, ReadBack::limit);
  }

  CommandDesk(
      CompiledRules rules,
      Function<String, Optional<Driver>> drivers,
      Intake intake,
      OperationsDesk desk,
      InstantSource clock,
      Function<ReadBack, Duration> limits) {
    this.site = rules.site();
    this.index = rules.index();
    this.lifeSafety = new LifeSafetyPoints(rules);
    this.interlocks = new Interlocks(site, index);
    this.drivers = drivers;
    this.intake = intake;
    this.desk = desk;
    this.clock = clock;
    this.limits = limits;
  }

  /** Other rules of the same site say from now on which points life safety hangs on. */
  public void follow(CompiledRules next) {
    lifeSafety = new LifeSafetyPoints(next);
  }

  /**
   * Carries out a command, or refuses it; blocks until it is known what came of it.
   *
   * @param order names a point that the site has
   */
  public CommandResult take(CommandOrder order, CommandRecord record) throws InterruptedException {
    Equipment equipment = equipment(order.point());
    PointSpec point = site.point(order.point());
    Optional<CommandResult> refused = refusal(order, point);
    if (refused.isPresent()) {
      return ended(order, record, refused.get(), false);
    }
    if (!underWay.add(order.point())) {
      return ended(order, record, new CommandResult.UnderWay(order.point()), false);
    }
    try {
      return switch (WantedValue.of(point, order.value())) {
        case WantedValue.Unfit(LocalizedText words) ->
            ended(order, record, new CommandResult.Unfit(words), false);
        case WantedValue.Fit(double value) -> give(order, record, equipment, point, value);
      };
    } finally {
      goingOut.remove(order.point());
      underWay.remove(order.point());
    }
  }

  private Equipment equipment(PointRef ref) {
    return Optional.ofNullable(site.equipment().get(ref.equipment()))
        .orElseThrow(() -> new IllegalArgumentException("no equipment " + ref.equipment()));
  }

  private Optional<CommandResult> refusal(CommandOrder order, PointSpec point) {
    if (lifeSafety.contains(order.point())) {
      return Optional.of(new CommandResult.LifeSafety(order.point()));
    }
    if (!order.mayCommand()) {
      return Optional.of(new CommandResult.RoleLacking());
    }
    return point.command()
        ? Optional.empty()
        : Optional.of(new CommandResult.NoCommand(order.point()));
  }

  private CommandResult give(
      CommandOrder order, CommandRecord record, Equipment equipment, PointSpec point, double value)
      throws InterruptedException {
    Optional<CommandResult.Interlocked> interlocked =
        joined(intake.look(table -> interlocks.forbids(order.point(), table)));
    if (interlocked.isPresent()) {
      return ended(order, record, interlocked.get(), false);
    }
    Optional<Driver> driver = equipment.connection().flatMap(drivers);
    if (driver.isEmpty()) {
      return ended(
          order, record, new CommandResult.NotSent("the link does not run in this site"), false);
    }
    DrivenPoint driven =
        new DrivenPoint(index.number(order.point()), order.point(), point, equipment.unit());
    Optional<CommandResult> atWork = joined(desk.ask(tx -> begun(tx, order, record)));
    return atWork.isPresent()
        ? atWork.get()
        : ended(order, record, written(driver.get(), driven, equipment, value), true);
  }

  /**
   * Puts on record that it goes out, unless somebody works at the equipment. A lock-out is a
   * transaction of the same desk, which asks {@link #goingOut}: one of the two is first.
   */
  private Optional<CommandResult> begun(
      OperationsTransaction tx, CommandOrder order, CommandRecord record) {
    Instant now = clock.instant();
    Optional<CommandResult> atWork =
        StandingWork.at(
                site, order.point().equipment(), tx.ordersLockingOut(), tx.permitsLasting(now), now)
            .map(work -> new CommandResult.AtWork(work, site.zone()));
    if (atWork.isPresent()) {
      tx.audit(CommandAudit.ended(order, atWork.get(), now));
      record.ended(tx, atWork.get(), false);
    } else {
      goingOut.add(order.point());
      tx.audit(CommandAudit.begun(order, now));
      record.begun(tx);
    }
    return atWork;
  }

  /** A command to one of the equipment that goes out now, and has not ended. */
  public Optional<PointRef> goingOut(Set<String> equipment) {
    return goingOut.stream().filter(point -> equipment.contains(point.equipment())).findFirst();
  }

  private CommandResult written(Driver driver, DrivenPoint point, Equipment equipment, double value)
      throws InterruptedException {
    return switch (driver.write(point, value)) {
      case WriteOutcome.Written _ -> confirmed(point, equipment, value);
      case WriteOutcome.Unfit(String words) -> new CommandResult.Unfit(LocalizedText.same(words));
      case WriteOutcome.NotSent(String words) -> new CommandResult.NotSent(words);
      case WriteOutcome.Refused(String words) -> new CommandResult.DeviceRefused(words);
      case WriteOutcome.Unknown(String words) -> {
        SampleBatch unknown = new SampleBatch(1);
        unknown.bad(point.number(), QualityReason.TIMEOUT, clock.millis());
        kept(unknown);
        yield new CommandResult.Unknown(words);
      }
    };
  }

  private CommandResult confirmed(DrivenPoint point, Equipment equipment, double value)
      throws InterruptedException {
    long time = clock.millis();
    PointValue written = new PointValue(value, null, Quality.GOOD, QualityReason.NONE, time);
    SampleBatch batch = new SampleBatch(1);
    batch.good(point.number(), value, time);
    Optional<ReadBack> follower = ReadBack.of(equipment, point.spec());
    if (follower.isEmpty()) {
      kept(batch);
      return new CommandResult.Written(written);
    }
    ReadBack back = follower.get();
    CompletableFuture<PointValue> seen =
        intake.await(index.number(back.ref()), read -> back.follows(read, value, time));
    kept(batch);
    Duration limit = limits.apply(back);
    try {
      PointValue read = seen.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new CommandResult.Confirmed(written, back.ref(), read);
    } catch (TimeoutException _) {
      seen.cancel(false);
      PointValue read = joined(intake.look(table -> table.get(index.number(back.ref()))));
      return new CommandResult.NotConfirmed(written, back.ref(), read, limit);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a value is waited for, never computed", e);
    }
  }

  /** The value is judged at once; history has it before the answer, so that it survives a crash. */
  private void kept(SampleBatch batch) throws InterruptedException {
    CompletableFuture<Boolean> onDisk = new CompletableFuture<>();
    intake.samples(batch, () -> onDisk.complete(true));
    onDisk.completeOnTimeout(false, ON_DISK.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** What came of it is recorded however often that takes: it cannot be asked again. */
  private CommandResult ended(
      CommandOrder order, CommandRecord record, CommandResult result, boolean begun)
      throws InterruptedException {
    Function<OperationsTransaction, CommandResult> entry =
        tx -> {
          tx.audit(CommandAudit.ended(order, result, clock.instant()));
          record.ended(tx, result, begun);
          return result;
        };
    return joined(
        begun
            ? desk.record(entry)
                .completeOnTimeout(result, ON_DISK.toMillis(), TimeUnit.MILLISECONDS)
            : desk.ask(entry));
  }

  private static <T> T joined(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
