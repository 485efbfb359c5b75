package org.zhiban.gateway.check;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.config.shipped.ShippedTemplate;
import org.zhiban.gateway.config.shipped.ShippedTemplates;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.RuleCompiler;

/**
 * {@code check SITE [--format text|json]}: validates a site and says what it costs its links, what
 * of it cannot be met, and whether its rule tests hold. Problems go to standard error, the report
 * to standard output; as JSON everything goes to standard output.
 */
public final class CheckCommand {
  private static final int DONE = 0;
  private static final int WRONG = 1;
  private static final int USAGE = 2;
  private static final String HOW = "usage: check SITE [--format text|json]";

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Function<Site, List<Problem>> elsewhere;
  private final InstantSource clock;

  /**
   * A command that prints to these streams.
   *
   * @param environment where {@code ${env:NAME}} is looked up
   * @param elsewhere what others than the gateway find wrong with a site: its twins
   * @param clock by which certificates must hold, rosters take turns and plans are over
   */
  public CheckCommand(
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Function<Site, List<Problem>> elsewhere,
      InstantSource clock) {
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
    this.elsewhere = elsewhere;
    this.clock = clock;
  }

  /**
   * Runs the command.
   *
   * @param arguments those behind the word {@code check}
   * @return the exit code: 0 sound, 1 something to mend or a rule test that fails, 2 usage
   */
  public int run(List<String> arguments) {
    List<String> folders = new ArrayList<>();
    String format = "text";
    for (int next = 0; next < arguments.size(); next++) {
      String argument = arguments.get(next);
      if (argument.equals("--format") && next + 1 < arguments.size()) {
        format = arguments.get(++next);
      } else if (argument.startsWith("--format=")) {
        format = argument.substring("--format=".length());
      } else if (argument.startsWith("-")) {
        return usage("unknown option " + argument);
      } else {
        folders.add(argument);
      }
    }
    if (folders.size() != 1) {
      return usage(folders.isEmpty() ? "which site?" : "one site at a time");
    }
    return switch (format) {
      case "text" -> check(folders.getFirst(), false);
      case "json" -> check(folders.getFirst(), true);
      default -> usage("unknown format " + format);
    };
  }

  private int usage(String what) {
    err.println(what);
    err.println(HOW);
    return USAGE;
  }

  private int check(String folder, boolean json) {
    Path path;
    try {
      path = Path.of(folder);
    } catch (InvalidPathException e) {
      return usage("this is no path: " + e.getReason());
    }
    Loading loading = SiteLoader.load(path, SecretSource.of(environment, path), clock);
    return switch (loading) {
      case Loading.Refused refused -> refused(folder, json, refused.problems());
      case Loading.Loaded loaded -> {
        List<Problem> unplayable = elsewhere.apply(loaded.site());
        yield unplayable.isEmpty()
            ? report(folder, json, loaded)
            : refused(folder, json, unplayable);
      }
    };
  }

  private int refused(String folder, boolean json, List<Problem> problems) {
    if (json) {
      out.println(JsonReport.of(folder, problems));
    } else {
      problems.forEach(problem -> err.println(problem.line(folder)));
    }
    return WRONG;
  }

  private int report(String folder, boolean json, Loading.Loaded loaded) {
    Site site = loaded.site();
    List<Problem> warnings =
        Stream.of(loaded.warnings(), UserCertificates.ending(site, clock.instant()))
            .flatMap(List::stream)
            .sorted()
            .toList();
    if (!json) {
      warnings.forEach(problem -> err.println(problem.line(folder)));
    }
    PointIndex index = site.pointIndex();
    CompiledRules rules =
        switch (RuleCompiler.compile(site, index)) {
          case Compilation.Compiled compiled -> compiled.rules();
          case Compilation.Broken broken ->
              throw new IllegalStateException("loaded, but broken: " + broken.problems());
        };
    List<LinkPlan> links =
        site.connections().values().stream()
            .map(connection -> LinkPlan.of(site, index, connection))
            .toList();
    Report report =
        new Report(
            folder,
            site,
            warnings,
            links,
            shipped(site),
            off(site),
            Feasibility.of(site, links),
            Turn.of(site, clock.instant()),
            site.tests().stream().map(test -> Rehearser.run(rules, test)).toList());
    if (json) {
      out.println(JsonReport.of(report));
    } else {
      TextReport.print(report, out);
    }
    return report.holds() ? DONE : WRONG;
  }

  /** A template of the site's own that has the name of a shipped one is not among them. */
  private static List<ShippedTemplate> shipped(Site site) {
    return site.equipment().values().stream()
        .flatMap(equipment -> equipment.template().filter(id -> given(equipment, id)).stream())
        .distinct()
        .sorted()
        .flatMap(id -> ShippedTemplates.find(id).stream())
        .toList();
  }

  private static boolean given(Equipment equipment, String template) {
    return equipment.points().values().stream()
        .anyMatch(point -> point.position().file().equals(ShippedTemplates.file(template)));
  }

  private static List<String> off(Site site) {
    return site.notification().channels().values().stream()
        .filter(channel -> channel.address().isEmpty())
        .map(channel -> "notify.channels." + channel.id())
        .toList();
  }
}
