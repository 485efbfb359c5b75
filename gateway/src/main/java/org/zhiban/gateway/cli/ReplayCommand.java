package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.OverlaidRules;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.OperationsPlace;
import org.zhiban.gateway.rehearsal.Period;
import org.zhiban.gateway.rehearsal.Replay;
import org.zhiban.gateway.rehearsal.ReplayJson;
import org.zhiban.gateway.rehearsal.ReplayReport;
import org.zhiban.gateway.rehearsal.ReplayText;
import org.zhiban.gateway.telemetry.history.RecordedHistory;
import org.zhiban.model.Language;
import org.zhiban.model.site.Site;
import org.zhiban.rules.alarm.CompiledRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: recorded telemetry through the rules, as they stand or as they might be. */
@Command(
    name = "replay",
    description =
        "Runs recorded telemetry through the rules of a site, and says which alarms and orders"
            + " would differ. Also while a gateway runs on the data folder.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SITE", description = "the site folder")
  private Path folder = Path.of(".");

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "2026-11-21, 2026-11-21T08:00 (the site's time) or 2026-11-21T00:00:00Z")
  private String from = "";

  @Option(names = "--to", required = true, paramLabel = "TIME", description = "up to this time")
  private String to = "";

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description =
          "other rules to compare: a folder of rule files in the place of the site's rules, or one"
              + " with rules/ and templates/ in it")
  private @Nullable Path rules;

  @Option(names = "--data", description = "the gateway's folder (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("zhiban-data");

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private String format = "text";

  @Option(
      names = {"--lang", "--language"},
      defaultValue = "",
      description = "zh or en (default: the site's)")
  private String language = "";

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  ReplayCommand() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (!format.equals("text") && !format.equals("json")) {
      throw usage("--format is text or json");
    }
    SecretSource secrets = SecretSource.of(System.getenv(), folder);
    Optional<Site> site = SiteSource.siteOf(SiteLoader.load(folder, secrets), folder.toString());
    if (site.isEmpty()) {
      return Zhiban.WRONG_INPUT;
    }
    Period period = period(site.get().zone());
    OperationsPlace operations = new OperationsPlace(data, site.get().database()).nearest();
    if (!recorded(operations)) {
      return Zhiban.WRONG_INPUT;
    }
    CompiledRules standing = Serving.compiled(site.get());
    Optional<CompiledRules> others = Optional.empty();
    if (rules != null) {
      others = others(rules, secrets);
      if (others.isEmpty()) {
        return Zhiban.WRONG_INPUT;
      }
      if (!Replay.samePoints(standing, others.get())) {
        Zhiban.ERR.println(
            rules
                + ": the templates there give equipment other points than the site's; replay"
                + " compares rules over the same points");
        return Zhiban.WRONG_INPUT;
      }
    }
    try (OperationsStore store = operations.openToAsk()) {
      tell(new Replay(standing, others).of(data, store, period));
    }
    return Zhiban.DONE;
  }

  private void tell(ReplayReport report) {
    if (format.equals("json")) {
      Zhiban.OUT.println(ReplayJson.of(report).encodePrettily());
    } else {
      Language words =
          language.isEmpty() ? report.site().language() : Given.language(language, System.getenv());
      ReplayText.print(report, words, Zhiban.OUT);
    }
  }

  private boolean recorded(OperationsPlace operations) {
    if (!operations.exists() || !RecordedHistory.in(data)) {
      Zhiban.ERR.println(
          "nothing was recorded in " + data + "; name the gateway's folder with --data");
      return false;
    }
    return true;
  }

  private Optional<CompiledRules> others(Path dir, SecretSource secrets) throws IOException {
    if (!Files.isDirectory(dir)) {
      Zhiban.ERR.println("there is no folder " + dir + "; name a folder of rule files");
      return Optional.empty();
    }
    OverlaidRules files = OverlaidRules.over(SiteFiles.in(folder), dir);
    if (!files.any()) {
      Zhiban.ERR.println(
          dir + " has no rule file; put *.yaml files into it, or folders rules/ and templates/");
      return Optional.empty();
    }
    Loading loading = SiteLoader.load(files, secrets);
    return SiteSource.siteOf(
            loading, problem -> files.line(problem, folder.toString(), dir.toString()))
        .map(Serving::compiled);
  }

  private Period period(ZoneId zone) {
    Instant begin = time("--from", from, zone);
    Instant end = time("--to", to, zone);
    if (!begin.isBefore(end)) {
      throw usage("--from " + from + " is not before --to " + to);
    }
    if (java.time.Duration.between(begin, end).compareTo(Period.LONGEST) > 0) {
      throw usage("at most " + Period.LONGEST.toDays() + " days at once");
    }
    return new Period(begin, end);
  }

  private Instant time(String option, String text, ZoneId zone) {
    try {
      if (text.length() == "2026-11-21".length()) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException _) {
      throw usage(
          option
              + " "
              + text
              + " is no time; write 2026-11-21, 2026-11-21T08:00 or 2026-11-21T00:00:00Z");
    }
  }

  private ParameterException usage(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
