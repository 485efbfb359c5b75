package org.zhiban.gateway.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.OperationsPlace;
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

    @Option(
        names = "--site",
        paramLabel = "SITE",
        description = "the site folder, where it names a database")
    private @Nullable Path site;

    @Option(
        names = "--seen",
        paramLabel = "HASH",
        description = "a last hash of an earlier proof, which is to be found again")
    private @Nullable String seen;

    @SuppressWarnings("NullAway.Init") // picocli sets what is given
    Verify() {}

    @Override
    public Integer call() {
      Optional<OperationsPlace> place = place();
      if (place.isEmpty()) {
        return Zhiban.WRONG_INPUT;
      }
      String file = place.get().name();
      try (OperationsStore store = place.get().openToAsk()) {
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
        String hash = seen;
        if (hash != null && !store.query(queries -> AuditProof.holds(queries, hash))) {
          Zhiban.ERR.println(
              file
                  + ": no entry of the audit has the hash "
                  + hash
                  + "; its end was cut off, or another was written in its place; compare with a"
                  + " backup");
          return Zhiban.WRONG_INPUT;
        }
        Zhiban.OUT.println("the audit is whole: " + proof.entries() + " entries");
        Zhiban.OUT.println(
            "keep this, and give it to --seen later, to find out whether it is the same record: "
                + proof.last());
        return Zhiban.DONE;
      }
    }

    private Optional<OperationsPlace> place() {
      Path folder = site;
      if (folder != null) {
        return SiteSource.siteOf(
                SiteLoader.load(folder, SecretSource.of(System.getenv(), folder)),
                folder.toString())
            .map(read -> new OperationsPlace(data, read.database()));
      }
      OperationsPlace place = new OperationsPlace(data, Optional.empty());
      Optional<String> elsewhere = place.elsewhere();
      if (elsewhere.isPresent()) {
        Zhiban.ERR.println(
            elsewhere.get()
                + " The audit there is verified with --site SITE, which knows how to sign in.");
        return Optional.empty();
      }
      if (!place.exists()) {
        Zhiban.ERR.println(
            "there is no " + place.name() + "; name the gateway's folder with --data");
        return Optional.empty();
      }
      return Optional.of(place);
    }
  }
}
