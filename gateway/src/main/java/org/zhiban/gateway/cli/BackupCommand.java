package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.backup.Backup;
import org.zhiban.gateway.backup.Passphrase;
import org.zhiban.gateway.backup.Restored;
import org.zhiban.gateway.config.clear.TakenOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup}: everything that a gateway keeps, as one file. */
@Command(
    name = "backup",
    description =
        "Writes everything that a gateway keeps into one file (a zip), also while it runs, and"
            + " proves it by unpacking it.",
    footer = "The passphrase for keys and secrets may also stand in ZHIBAN_BACKUP_PASSPHRASE.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private static final String ENCRYPTED =
      "; with a passphrase they come along encrypted (--passphrase-file, or "
          + GivenPassphrase.VARIABLE
          + ")";

  @Parameters(paramLabel = "FILE", description = "the backup to make")
  private Path file = Path.of("");

  @Option(names = "--data", description = "the gateway's folder (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("zhiban-data");

  @Option(names = "--overwrite", description = "takes the place of a FILE that is there")
  private boolean overwrite;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "its first line encrypts keys and secrets; without a passphrase they are left out")
  private @Nullable Path passphraseFile;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Backup backup = Backup.of(data, file, Clock.systemUTC());
    Optional<String> wrong = wrong().or(backup::refusal);
    if (wrong.isPresent()) {
      Zhiban.ERR.println(wrong.get());
      return Zhiban.WRONG_INPUT;
    }
    Optional<Passphrase> passphrase;
    try {
      passphrase = GivenPassphrase.of(passphraseFile, System.getenv());
    } catch (GivenPassphrase.MissingException e) {
      Zhiban.ERR.println(e.getMessage());
      return Zhiban.WRONG_INPUT;
    }
    Restored made = CtrlC.undoing(backup::end, () -> backup.make(passphrase, Zhiban.version()));
    Zhiban.OUT.println(
        file + " (" + Files.size(file) + " bytes) was written and proven, " + made.words());
    made.damage().forEach(line -> Zhiban.ERR.println("beware: " + line));
    if (!made.keysLeftOut().isEmpty()) {
      Zhiban.ERR.println(
          "left out, since keys and secrets never lie in a backup in clear: "
              + String.join(", ", made.keysLeftOut())
              + ENCRYPTED);
    }
    if (!made.takenOut().isEmpty()) {
      Zhiban.ERR.println(
          "taken out, since secrets never lie in a backup in clear, and written out in the site:");
      made.takenOut().forEach(taken -> Zhiban.ERR.println("  " + words(taken)));
      Zhiban.ERR.println(
          "keep such values in variables of the environment (${env:NAME}) or in files"
              + " (${file:PATH})"
              + ENCRYPTED);
    }
    return Zhiban.DONE;
  }

  private static String words(TakenOut taken) {
    return taken.words() + (taken.needed() ? ", now ${env:" + taken.variable() + "}" : "");
  }

  private Optional<String> wrong() {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    if (Files.isDirectory(target) || folder == null || !Files.isDirectory(folder)) {
      return Optional.of(
          file + " is a folder, or lies in one that is not there; name a file in a folder that is");
    }
    if (target.startsWith(data.toAbsolutePath().normalize())) {
      return Optional.of(
          file + " lies in the data folder and would be lost with it; name another place");
    }
    return Files.exists(target) && !overwrite
        ? Optional.of(file + " is there already; name another file, or add --overwrite")
        : Optional.empty();
  }
}
