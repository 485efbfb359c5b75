package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.OverlaidRules;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.rehearsal.Period;
import org.zhiban.gateway.rehearsal.Replay;
import org.zhiban.gateway.rehearsal.ReplayJson;
import org.zhiban.gateway.rehearsal.ReplayReport;
import org.zhiban.rules.alarm.CompiledRules;

/** Recorded telemetry through the rules, as they stand or as they might be; one at a time. */
final class ReplayRoutes {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String RULE_FILE = "rules/proposed.yaml";

  private final Running gateway;
  private final Semaphore turn = new Semaphore(1);

  ReplayRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer replay(Call call) {
    Period period = period(call);
    CompiledRules standing = gateway.changes().running();
    Map<String, String> others = others(call);
    Optional<CompiledRules> proposed = Optional.empty();
    boolean onDisk = call.body().getBoolean("on_disk", false);
    if (onDisk && !others.isEmpty()) {
      throw Refusal.badRequest("say on_disk, or give rules or templates; not both");
    }
    if (onDisk || !others.isEmpty()) {
      Loading loading =
          onDisk
              ? gateway.files().load()
              : gateway.files().load(files -> OverlaidRules.over(files, SiteFiles.of(others)));
      switch (loading) {
        case Loading.Refused(List<Problem> problems) -> {
          return broken(problems);
        }
        case Loading.Loaded loaded -> proposed = Optional.of(HotChange.compiled(loaded.site()));
      }
    }
    if (proposed.filter(rules -> !Replay.samePoints(standing, rules)).isPresent()) {
      throw Refusal.badRequest(
          "the files give equipment other points; rules are compared over the same points");
    }
    if (!turn.tryAcquire()) {
      throw new Refusal(409, "Under way", "another rehearsal runs; ask again when it has ended");
    }
    return rehearsed(new Replay(standing, proposed), period);
  }

  private static Answer broken(List<Problem> problems) {
    return Answer.problem(
        422,
        "The rules are broken",
        "mend what the problems say and ask again",
        new JsonObject().put("problems", SiteRoutes.problems(problems)));
  }

  private Period period(Call call) {
    Instant from = time(call, "from");
    Instant to = time(call, "to");
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(Period.LONGEST) > 0) {
      throw Refusal.badRequest(
          "from is before to, and at most " + Period.LONGEST.toDays() + " days before it");
    }
    return new Period(from, to);
  }

  private Instant time(Call call, String name) {
    return Times.parse(name, call.text(name).orElse(""), gateway.site().zone());
  }

  /** The text of rule files, by name, as they are laid over the site's. */
  private static Map<String, String> others(Call call) {
    Map<String, String> files = new TreeMap<>();
    call.text("rules").ifPresent(text -> files.put(RULE_FILE, text));
    JsonObject templates = call.body().getJsonObject("templates", new JsonObject());
    templates.forEach(
        file -> files.put("templates/" + file.getKey(), String.valueOf(file.getValue())));
    return files;
  }

  /** On a thread of the machine, below all others: the gateway's own work goes before it. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it; it only makes way for others
  private Answer rehearsed(Replay replay, Period period) {
    CompletableFuture<ReplayReport> report = new CompletableFuture<>();
    Thread rehearsal =
        Thread.ofPlatform()
            .name("rehearsal")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .start(
                () -> {
                  try {
                    report.complete(replay.of(gateway.data(), gateway.store(), period));
                  } catch (RuntimeException | InterruptedException e) {
                    report.completeExceptionally(e);
                  } finally {
                    turn.release();
                  }
                });
    try {
      return Answer.ok(ReplayJson.of(report.get(LONGEST.toSeconds(), TimeUnit.SECONDS)));
    } catch (TimeoutException _) {
      rehearsal.interrupt();
      throw new Refusal(
          503,
          "Takes too long",
          "not done within "
              + LONGEST.toSeconds()
              + " s; choose a shorter period, or use the"
              + " command replay");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } catch (InterruptedException e) {
      rehearsal.interrupt();
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }
}
