package org.zhiban.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.telemetry.history.HistoryHold;

/** What of a site is kept in the data folder, wherever the two lie. */
final class SiteCopyTest {
  @TempDir Path folder;
  private Path site;
  private final List<String> opened = new ArrayList<>();

  @BeforeEach
  void makeSite() throws IOException {
    site = folder.resolve("site");
    write("site.yaml", "site: { id: huidu, name: 汇都花园 }\n");
    write("rules/pump.yaml", "rules: {}\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = site.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The site's files, whose reading is written down. */
  private final class Watched implements SiteFiles {
    private final SiteFiles files = SiteFiles.in(site);

    @Override
    public List<String> names() throws IOException {
      return files.names();
    }

    @Override
    public byte[] content(String name) throws IOException {
      opened.add(name);
      return files.content(name);
    }

    @Override
    public Path path(String name) {
      return files.path(name);
    }
  }

  private List<String> kept(Path data) throws IOException {
    SiteCopy.keep(data, new Watched());
    Path copy = data.resolve(SiteCopy.FOLDER);
    try (Stream<Path> files = Files.walk(copy)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> copy.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Makes what a gateway keeps, without its locks. */
  private static void fill(Path data) throws IOException {
    DataFolder.lock(data, KeptFolder.CLOCK).close();
    SqliteOperationsStore.open(data).close();
    Files.writeString(data.resolve("site.key"), KeptFolder.KEY);
    Files.createDirectories(data.resolve("history"));
    Files.writeString(data.resolve("history/series"), "pump-b1/flow");
  }

  /** It is not read, and keeps nothing from being kept. */
  @Test
  void aFolderInAFolderIsPassedOver() throws IOException {
    write("rules/old/pump.yaml", "rules: {}\n");
    assertThat(kept(folder.resolve("data"))).containsExactly("rules/pump.yaml", "site.yaml");
  }

  /** Closing what it read would end the locks of SQLite and of the folder. */
  @Test
  void aDataFolderInTheSiteIsNotEvenOpened() throws IOException {
    Path data = site.resolve("zhiban-data");
    fill(data);
    Path aside = site.resolve("zhiban-data.replaced-20261122T100000Z");
    fill(aside);
    write("notes.db", "SQLite format 3");
    assertThat(kept(data)).containsExactly("rules/pump.yaml", "site.yaml");
    assertThat(opened).containsExactly("rules/pump.yaml", "site.yaml");
  }

  @Test
  void aDataFolderBehindALinkIsNotEvenOpened() throws IOException {
    Path data = folder.resolve("data");
    fill(data);
    Files.createSymbolicLink(site.resolve("elsewhere"), data);
    write("by-name/readme.md", "one of these is a link");
    Files.createSymbolicLink(site.resolve("by-name/log"), data.resolve("history/series"));
    assertThat(kept(data)).containsExactly("by-name/readme.md", "rules/pump.yaml", "site.yaml");
    assertThat(opened).doesNotContain("by-name/log", "elsewhere/operations.db");
  }

  @Test
  void oneFolderForSiteAndDataKeepsWhatIsTheSites() throws IOException {
    fill(site);
    assertThat(kept(site)).containsExactly("rules/pump.yaml", "site.yaml");
    assertThat(kept(site))
        .as("also beside its copy")
        .containsExactly("rules/pump.yaml", "site.yaml");
    assertThat(opened).containsOnly("rules/pump.yaml", "site.yaml");
  }

  /** A gateway that runs on what restore brought back: the copy is the site, and stays. */
  @Test
  void aSiteThatIsTheCopyItselfLosesNothingAndGivesNoSecretAway() throws IOException {
    Path data = folder.resolve("data");
    site = data.resolve(SiteCopy.FOLDER);
    write("site.yaml", "site: { id: huidu, password: '${file:mqtt.txt}' }\n");
    write("mqtt.txt", "secret");
    assertThat(kept(data)).containsExactly("mqtt.txt", "site.yaml");
    Path to = folder.resolve("copied");
    SiteCopy.copy(data, to);
    assertThat(to.resolve("site/mqtt.txt")).doesNotExist();
    assertThat(to.resolve("site/site.yaml")).exists();
  }

  /** As it was when the operations were copied, with the memory of its rules. */
  @Test
  void aSiteThatChangesWhileItIsBackedUpIsTheOldOneWhole() throws IOException {
    KeptFolder data = KeptFolder.make(folder.resolve("data"));
    ByteArrayOutputStream backup = new ByteArrayOutputStream();
    try (OperationsStore operations = SqliteOperationsStore.openToAsk(data.path());
        FrozenFolder still =
            FrozenFolder.of(
                data.path(), operations, HistoryHold.ofStopped(data.path()), Disks.HERE)) {
      write("site.yaml", "site: { id: changed, name: 汇都花园 }\n");
      write("rules/door.yaml", "rules: {}\n");
      Files.delete(site.resolve("rules/pump.yaml"));
      assertThat(kept(data.path())).containsExactly("rules/door.yaml", "site.yaml");
      Manifest manifest =
          BackupWriter.write(
              data.path(), still.frozen(), Optional.empty(), Instant.EPOCH, "1", backup);
      assertThat(manifest.site()).isEqualTo("huidu");
      assertThat(manifest.entries())
          .extracting(Manifest.Entry::name)
          .filteredOn(name -> name.startsWith("site/"))
          .containsExactly("site/rules/pump.yaml", "site/site.yaml");
    }
  }

  /** However they are named: absolute, by way of another folder, or by a link. */
  @Test
  void filesThatSecretsAreReadFromAreNotKept() throws IOException {
    write("absolute.txt", "secret");
    write("around.txt", "secret");
    write("linked.txt", "secret");
    Files.createSymbolicLink(site.resolve("link.txt"), site.resolve("linked.txt"));
    Files.createSymbolicLink(folder.resolve("same"), site);
    write(
        "site.yaml",
        "a: ${file:"
            + folder.resolve("same/absolute.txt")
            + "}\nb: x${file:../site/rules/../around.txt}\nc: ${file:./link.txt}\n");
    write("rules/KEY.PEM.P12", "a key store");
    assertThat(kept(folder.resolve("data"))).containsExactly("rules/pump.yaml", "site.yaml");
  }
}
