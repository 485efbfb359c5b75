package org.zhiban.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: the record of who did what. */
@Command(
    name = "audit",
    description = "The record of who did what.",
    mixinStandardHelpOptions = true,
    subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  AuditCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which command? audit verify");
  }

  /** {@code audit verify}: whether the record is what was written. */
  @Command(
      name = "verify",
      description =
          "Says whether the record is what was written, also while a gateway runs on the folder.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Option(names = "--data", description = "the gateway's folder (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("zhiban-data");

    @Override
    public Integer call() {
      Path file = data.resolve(SqliteOperationsStore.FILE);
      if (!Files.isRegularFile(file)) {
        Zhiban.ERR.println("there is no " + file + "; name the gateway's folder with --data");
        return Zhiban.WRONG_INPUT;
      }
      try (OperationsStore store = SqliteOperationsStore.openToAsk(data)) {
        AuditProof proof = store.query(AuditProof::of);
        if (proof.broken().isPresent()) {
          Zhiban.ERR.println(
              file
                  + ": entry "
                  + proof.broken().getAsLong()
                  + " of the audit is missing or was changed; trust none from it on, and compare"
                  + " with a backup");
          return Zhiban.WRONG_INPUT;
        }
        Zhiban.OUT.println("the audit is whole: " + proof.entries() + " entries");
        Zhiban.OUT.println(
            "keep this to find out later whether its end was cut off: " + proof.last());
        return Zhiban.DONE;
      }
    }
  }
}
