package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.backup.BackupDamagedException;
import org.zhiban.gateway.backup.Passphrase;
import org.zhiban.gateway.backup.Restored;
import org.zhiban.gateway.backup.Restoring;
import org.zhiban.gateway.backup.SiteCopy;
import org.zhiban.gateway.config.clear.TakenOut;
import org.zhiban.gateway.storage.StoreUnavailableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: a data folder from a backup. */
@Command(
    name = "restore",
    description = "Makes a data folder of a backup, after all of the backup was checked.",
    footer = "The passphrase for keys and secrets may also stand in ZHIBAN_BACKUP_PASSPHRASE.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the backup")
  private Path file = Path.of("");

  @Option(names = "--data", description = "the folder to make (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("zhiban-data");

  @Option(
      names = "--replace",
      description = "puts a folder that is there aside, under a name that is printed")
  private boolean replace;

  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "also writes the site's files there (default: they lie in the folder's site/)")
  private @Nullable Path site;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "its first line opens keys and secrets")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--without-keys",
      description = "leaves keys and secrets sealed; the gateway makes new keys at its start")
  private boolean withoutKeys;

  @Override
  public Integer call() throws InterruptedException {
    Restoring restoring = Restoring.of(data, file, Clock.systemUTC());
    if (!Files.isRegularFile(file)) {
      return refused("there is no file " + file + "; name a backup");
    }
    if (restoring.occupied() && !replace) {
      return refused(
          data
              + " is not empty; name another folder with --data, or add --replace to put it aside");
    }
    if (site != null && !free(site)) {
      return refused(site + " is not empty; name another folder with --site");
    }
    try {
      Optional<Passphrase> passphrase =
          withoutKeys ? Optional.empty() : GivenPassphrase.of(passphraseFile, System.getenv());
      if (passphrase.isEmpty() && !withoutKeys && restoring.sealed()) {
        return refused(
            file
                + " has keys or secrets that a passphrase opens: give it (--passphrase-file, or "
                + GivenPassphrase.VARIABLE
                + "), or add --without-keys");
      }
      print(CtrlC.undoing(restoring::end, () -> restoring.restore(passphrase)));
      return Zhiban.DONE;
    } catch (GivenPassphrase.MissingException e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (BackupDamagedException e) {
      return refused(file + " is not restored: " + e.getMessage());
    }
  }

  private static boolean free(Path folder) {
    if (!Files.isDirectory(folder)) {
      return !Files.exists(folder);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new StoreUnavailableException(folder + " cannot be read: " + e, e);
    }
  }

  private static int refused(String why) {
    Zhiban.ERR.println(why);
    return Zhiban.WRONG_INPUT;
  }

  private void print(Restoring.Outcome outcome) {
    Zhiban.OUT.println(data + " was restored, " + outcome.restored().words());
    outcome.aside().ifPresent(aside -> Zhiban.OUT.println("what was there lies in " + aside));
    if (Files.isDirectory(data.resolve("site"))) {
      Path files = site == null ? data.resolve("site") : site;
      if (site != null) {
        SiteCopy.bring(data, site.toAbsolutePath().normalize());
      }
      Zhiban.OUT.println("the site's files lie in " + files);
    }
    outcome.restored().damage().forEach(line -> Zhiban.ERR.println("beware: " + line));
    printMissing(outcome.restored());
  }

  private void printMissing(Restored restored) {
    Map<Boolean, List<String>> missing =
        restored.keysLeftOut().stream()
            .collect(Collectors.partitioningBy(name -> name.startsWith("site/")));
    List<String> keys = missing.getOrDefault(false, List.of());
    List<String> files = missing.getOrDefault(true, List.of());
    if (!keys.isEmpty()) {
      Zhiban.ERR.println("not there, and made anew at the start: " + String.join(", ", keys));
    }
    if (!files.isEmpty()) {
      Zhiban.ERR.println(
          "not there, since they hold secrets; bring them from elsewhere if you need them: "
              + String.join(", ", files));
    }
    List<TakenOut> needed = restored.takenOut().stream().filter(TakenOut::needed).toList();
    if (!needed.isEmpty()) {
      Zhiban.ERR.println("the site lacks secrets; before the gateway starts on it:");
      needed.forEach(taken -> Zhiban.ERR.println("  " + words(taken)));
    }
  }

  private String words(TakenOut taken) {
    String place = (site == null ? data.resolve("site") : site) + "/" + taken.words();
    String variable = "${env:" + taken.variable() + "}";
    return taken.readable()
        ? "set "
            + taken.variable()
            + " in its environment, or write the value in place of "
            + variable
            + " at "
            + place
        : "write the value in place of " + variable + " at " + place;
  }
}
