package org.zhiban.gateway.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.zhiban.gateway.attachments.AttachmentFiles;
import org.zhiban.gateway.backup.Restoring;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.shape.Secrets.Filled;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.sql.OperationsPlace;
import org.zhiban.gateway.operations.sql.Relocation.Outcome;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.terminal.Columns;
import org.zhiban.model.site.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code migrate}: carries a site's operations from one database to another. */
@Command(
    name = "migrate",
    description = {
      "Carries alarms, orders, events, accounts and audit to another database, all or nothing.",
      "The gateway is stopped meanwhile. What is carried stays where it was, too."
    },
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  private static final String EMBEDDED = "jdbc:sqlite:operations.db";
  private static final Secrets ADDRESS = Secrets.url(".+", "an address", "");
  private static final Pattern PASSWORD = Pattern.compile("([?&]password=)(?!\\$\\{)[^&]*");

  @Option(
      names = "--from",
      paramLabel = "JDBC-URL",
      description = "where they are (default: ${DEFAULT-VALUE}, the data folder's own file)")
  private String from = EMBEDDED;

  @Option(
      names = "--to",
      paramLabel = "JDBC-URL",
      required = true,
      description =
          "where they go, as the site's line has it, in single quotes:"
              + " 'jdbc:postgresql://host/zhiban?user=zhiban&password=$${env:PG_PASSWORD}';"
              + " or back: "
              + EMBEDDED)
  private String to = "";

  @Option(names = "--data", description = "the gateway's folder (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("zhiban-data");

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  MigrateCommand() {}

  @Override
  public Integer call() {
    if (from.equals(to)) {
      throw usage("--from and --to are the same: name two databases");
    }
    OperationsPlace source = place(from);
    OperationsPlace target = place(to);
    Optional<String> wrong = source.elsewhere().or(() -> missing(source));
    if (wrong.isPresent()) {
      Zhiban.ERR.println(wrong.get());
      return Zhiban.WRONG_INPUT;
    }
    Clock clock = Clock.systemUTC();
    try (DataFolder _ = DataFolder.lock(data, clock)) {
      Restoring.clear(data, clock);
      return told(source, target, OperationsPlace.carry(source, target));
    }
  }

  private Optional<String> missing(OperationsPlace source) {
    return source.exists() || Restoring.cutOff(data)
        ? Optional.empty()
        : Optional.of("there is no " + source.name() + "; name the gateway's folder with --data");
  }

  private int told(OperationsPlace source, OperationsPlace target, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(String reason) -> {
        Zhiban.ERR.println(reason + "; nothing was carried");
        yield Zhiban.WRONG_INPUT;
      }
      case Outcome.InDoubt(String reason) -> {
        Zhiban.ERR.println(
            "nobody knows whether everything was carried, since the line was cut at the very end: "
                + reason);
        Zhiban.ERR.println(
            "give the same command again when "
                + target.name()
                + " can be reached: either it carries everything, or it says that records are there"
                + " already, and then all of them are");
        yield Zhiban.FAILED;
      }
      case Outcome.Carried(var rows, var audit) -> {
        Zhiban.OUT.println("carried from " + source.name() + " to " + target.name() + ":");
        tell(source, target, rows, audit);
        yield Zhiban.DONE;
      }
      case Outcome.There(var rows, var audit) -> {
        Zhiban.OUT.println(
            "nothing was left to carry: "
                + target.name()
                + " has everything that "
                + source.name()
                + " has:");
        tell(source, target, rows, audit);
        yield Zhiban.DONE;
      }
    };
  }

  private void tell(
      OperationsPlace source, OperationsPlace target, Map<String, Long> rows, AuditProof audit) {
    Columns columns = new Columns();
    columns.row("table", "rows");
    rows.forEach((table, count) -> columns.row(table, Long.toString(count)));
    long together = rows.values().stream().mapToLong(Long::longValue).sum();
    columns.row("together", Long.toString(together));
    columns.lines("  ").forEach(Zhiban.OUT::println);
    Zhiban.OUT.println(
        "the audit has " + audit.entries() + " entries and ends in " + audit.last() + " in both");
    audit
        .broken()
        .ifPresent(
            entry ->
                Zhiban.OUT.println(
                    "entry "
                        + entry
                        + " of the audit was missing or changed before, and still is"));
    Zhiban.OUT.println(source.name() + " is as it was");
    if (rows.getOrDefault(AttachmentFiles.TABLE, 0L) > 0) {
      Zhiban.OUT.println(
          "the files of the attachments stay in "
              + data.resolve(AttachmentFiles.FOLDER)
              + ": they belong to the data folder, wherever its records are");
    }
    Zhiban.OUT.println(
        target.database().isPresent()
            ? "now write in the site's site.yaml:\n  database: \"" + line() + "\""
            : "now take the line \"database:\" out of the site's site.yaml");
  }

  /** The site's line, without a password that was written out. */
  private String line() {
    return PASSWORD.matcher(to).replaceAll("$1\\${env:PG_PASSWORD}");
  }

  private OperationsPlace place(String address) {
    if (address.equals(EMBEDDED)) {
      return new OperationsPlace(data, Optional.empty());
    }
    if (address.startsWith("jdbc:sqlite:")) {
      throw usage(
          "the embedded database is a file of the data folder: write " + EMBEDDED + " --data DIR");
    }
    if (!address.startsWith("jdbc:postgresql://")) {
      throw usage("an address begins with jdbc:postgresql:// or is " + EMBEDDED);
    }
    Filled filled = ADDRESS.fill(address, SecretSource.of(System.getenv(), Path.of("")));
    filled
        .missing()
        .ifPresent(
            missing -> {
              throw usage("${" + missing + "} is not set or cannot be read");
            });
    return new OperationsPlace(data, Optional.of(new Secret(filled.text())));
  }

  private ParameterException usage(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
