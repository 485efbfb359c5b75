package org.zhiban.gateway.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.acquisition.Intake;
import org.zhiban.gateway.alarms.AlarmDesk;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SiteAgain;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.RuleCompiler;

/**
 * Takes changed site files into a running gateway, whole or not at all. Rules are changed without a
 * standstill: a rule that means the same keeps every timer, count and alarm. Whatever else a site
 * says needs a restart, and where such a thing changed nothing is done.
 */
public final class HotChange {
  private final SiteAgain files;
  private final Intake intake;
  private final AlarmDesk alarms;
  private final Consumer<CompiledRules> followers;
  private final Runnable changed;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile CompiledRules running;

  /** What came of it. */
  public sealed interface Outcome<T> {
    /** The files are broken; at least one problem is an error. */
    record Refused<T>(List<Problem> problems) implements Outcome<T> {
      public Refused {
        problems = List.copyOf(problems);
      }
    }

    /** Something other than rules changed. */
    record NeedsRestart<T>(List<Difference> differences) implements Outcome<T> {
      public NeedsRestart {
        differences = List.copyOf(differences);
      }
    }

    /** What it would do. */
    record Shown<T>(Effect effect) implements Outcome<T> {}

    /**
     * The changed rules judge.
     *
     * @param answer made when it was put on record; empty: it is when the store is back
     */
    record Applied<T>(Effect effect, Optional<T> answer) implements Outcome<T> {}
  }

  /**
   * What the changed files do to the running gateway.
   *
   * @param ending alarms that stand and whose rule is gone: they are cleared
   * @param anew alarms that stand and whose rule changed: they are judged by the new one
   */
  public record Effect(
      RuleChanges changes, List<Alarm> ending, List<Alarm> anew, List<Problem> warnings) {
    public Effect {
      ending = List.copyOf(ending);
      anew = List.copyOf(anew);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Watches over the rules of a gateway.
   *
   * @param files reads the site's files as they are now
   * @param followers are told of the rules that judge from now on, within the transaction
   * @param changed is done when a change is on disk, and before another or {@link #still}
   */
  public HotChange(
      CompiledRules running,
      SiteAgain files,
      Intake intake,
      AlarmDesk alarms,
      Consumer<CompiledRules> followers,
      Runnable changed) {
    this.running = running;
    this.files = files;
    this.intake = intake;
    this.alarms = alarms;
    this.followers = followers;
    this.changed = changed;
  }

  /** The rules that judge now. */
  public CompiledRules running() {
    return running;
  }

  /** What {@link #apply} would do. */
  public Outcome<Boolean> look() {
    return change(Optional.empty());
  }

  /**
   * Takes the files over. Returns when it is on disk, or the store went away meanwhile.
   *
   * @param answer runs in the transaction that records it
   */
  public <T> Outcome<T> apply(AnswerOf<T> answer) {
    return change(Optional.of(answer));
  }

  /** Does something between two changes: none is on its way meanwhile. */
  public <T> T still(Supplier<T> work) {
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /** What is told of a change within its transaction. */
  public interface AnswerOf<T> {
    T to(OperationsTransaction tx, Effect effect);
  }

  private <T> Outcome<T> change(Optional<AnswerOf<T>> answer) {
    return still(
        () ->
            switch (files.load()) {
              case Loading.Refused refused -> new Outcome.Refused<>(refused.problems());
              case Loading.Loaded loaded -> change(loaded, answer);
            });
  }

  private <T> Outcome<T> change(Loading.Loaded loaded, Optional<AnswerOf<T>> answer) {
    Site before = running.site();
    List<Difference> beyond = SiteBeyondRules.differences(before, loaded.site());
    if (!beyond.isEmpty()) {
      return new Outcome.NeedsRestart<>(beyond);
    }
    RuleChanges changes = RuleChanges.between(before, loaded.site());
    if (answer.isEmpty()) {
      return new Outcome.Shown<>(
          joined(
              intake.say(
                  (engine, _) ->
                      effect(changes, List.copyOf(engine.standing()), loaded.warnings()))));
    }
    CompiledRules next = compiled(loaded.site());
    Set<String> kept = kept(next.site(), changes);
    CompletableFuture<Optional<T>> told = new CompletableFuture<>();
    Effect effect =
        joined(
            intake.say(
                (engine, now) -> {
                  alarms.requireStore();
                  Effect found = effect(changes, List.copyOf(engine.standing()), loaded.warnings());
                  var steps = engine.change(next, kept, goingOn(changes), now);
                  AnswerOf<T> answering = answer.get();
                  var _ =
                      alarms
                          .changed(
                              steps,
                              engine.wholeMemory(),
                              () -> followers.accept(next),
                              tx -> answering.to(tx, found))
                          .whenComplete((given, failure) -> pass(given, failure, told));
                  return found;
                }));
    running = next;
    Optional<T> given = joined(told);
    changed.run();
    return new Outcome.Applied<>(effect, given);
  }

  private static <T> void pass(
      @Nullable T given, @Nullable Throwable failure, CompletableFuture<T> to) {
    if (given != null) {
      to.complete(given);
    } else {
      to.completeExceptionally(
          failure == null ? new IllegalStateException("a change has an answer") : failure);
    }
  }

  private static Effect effect(RuleChanges changes, List<Alarm> standing, List<Problem> warnings) {
    Set<String> gone = Set.copyOf(changes.removed());
    return new Effect(
        changes,
        standing.stream().filter(alarm -> gone.contains(alarm.ruleName())).toList(),
        standing.stream().filter(alarm -> changes.changed().containsKey(alarm.ruleName())).toList(),
        warnings);
  }

  private static Set<String> kept(Site next, RuleChanges changes) {
    return next.activeRules().stream()
        .map(RuleSpec::name)
        .filter(name -> !changes.added().contains(name))
        .filter(name -> !changes.changed().containsKey(name))
        .collect(Collectors.toSet());
  }

  /** Rules that judge as before: other words, orders or priorities do not begin them anew. */
  private static Set<String> goingOn(RuleChanges changes) {
    return changes.changed().entrySet().stream()
        .filter(changed -> changed.getValue().stream().noneMatch(HotChange::judges))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean judges(Difference difference) {
    String path = difference.path();
    return path.startsWith("on_delay")
        || path.startsWith("off_delay")
        || path.startsWith("key")
        || path.startsWith("life_safety")
        || (path.startsWith("condition") && !path.endsWith(".priority"));
  }

  /** Compiles the rules of a site that was loaded, which found them sound. */
  public static CompiledRules compiled(Site site) {
    return switch (RuleCompiler.compile(site, site.pointIndex())) {
      case Compilation.Compiled(CompiledRules rules) -> rules;
      case Compilation.Broken(var problems) ->
          throw new IllegalStateException("loaded, but broken: " + problems);
    };
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
