package org.zhiban.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.clear.TakenOut;

/** A site in which passwords are written out, in the data folder and in backups of it. */
final class SecretsInSiteTest {
  private static final Optional<Passphrase> PASSPHRASE = Optional.of(new Passphrase("八个字 words"));
  private static final Optional<Passphrase> NONE = Optional.empty();
  private static final String SECRET = "kept-by-nobody.7";
  private static final String NAME = "SITE_CONNECTIONS_BUS_PASSWORD";

  private static final String SITE =
      """
      site: { id: huidu, name: 汇都花园, timezone: Asia/Shanghai }
      connections:
        # the bus in the cellar
        bus: { type: mqtt, broker: "tcp://bus:1883", user: bms, password: kept-by-nobody.7 }
      """;

  @TempDir Path folder;
  private Path site;
  private KeptFolder kept;
  private Path file;

  @BeforeEach
  void makeSite() throws IOException {
    kept = KeptFolder.make(folder.resolve("data"));
    file = folder.resolve("backup.zip");
    site = folder.resolve("huidu");
    write("site.yaml", SITE);
    write("site.yaml~", "# before\n" + SITE);
    write("rules/pump.yaml", "rules: {}\n");
    keep();
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(site.resolve(name).getParent());
    Files.writeString(site.resolve(name), text);
  }

  private void keep() throws IOException {
    SiteCopy.keep(kept.path(), SiteFiles.in(site));
  }

  private Restored backup(Optional<Passphrase> passphrase) throws Exception {
    return Backup.of(kept.path(), file, KeptFolder.CLOCK).make(passphrase, "1.2.3");
  }

  private Restoring.Outcome restore(String to, Optional<Passphrase> passphrase) throws Exception {
    return Restoring.of(folder.resolve(to), file, KeptFolder.CLOCK).restore(passphrase);
  }

  /** The entries of the backup; none holds the secret. */
  private List<String> entries() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        byte[] content = zip.getInputStream(entry).readAllBytes();
        assertThat(new String(content, StandardCharsets.ISO_8859_1))
            .as(entry.getName())
            .doesNotContain(SECRET);
        names.add(entry.getName());
      }
    }
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    return names.stream().filter(name -> name.startsWith("site/")).toList();
  }

  private static String without(String text) {
    return text.replace(SECRET, "\"${env:" + NAME + "}\"");
  }

  @Test
  void theCopyInTheDataFolderIsWithoutThemAndTheFilesLieBesideIt() throws IOException {
    Path copy = kept.file("site");
    assertThat(copy.resolve("site.yaml")).hasContent(without(SITE));
    assertThat(copy.resolve("site.yaml~")).doesNotExist();
    assertThat(copy.resolve("rules/pump.yaml")).hasContent("rules: {}\n");
    Path whole = kept.file("site.secrets");
    assertThat(whole.resolve("site.yaml")).hasContent(SITE);
    assertThat(whole.resolve("rules")).doesNotExist();
    try (Stream<Path> files = Files.walk(whole)) {
      assertThat(files)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .endsWith("------"));
    }
  }

  @Test
  void whatIsNoLongerWrittenOutIsNoLongerKept() throws IOException {
    write("site.yaml", without(SITE));
    Files.delete(site.resolve("site.yaml~"));
    keep();
    assertThat(kept.file("site/site.yaml")).hasContent(without(SITE));
    assertThat(kept.file("site.secrets")).doesNotExist();
    assertThat(kept.file("site.secrets.old")).doesNotExist();
  }

  @Test
  void withoutAPassphraseAVariableStandsInTheBackup() throws Exception {
    Restored made = backup(NONE);
    assertThat(entries()).containsExactly("site/rules/pump.yaml", "site/site.yaml");
    assertThat(made.keysLeftOut()).contains("site/site.yaml~").doesNotContain("site/site.yaml");
    assertThat(made.takenOut())
        .containsExactly(
            new TakenOut("site.yaml", 4, "connections.bus.password", NAME, /* readable= */ true));
    Restored restored = restore("restored", NONE).restored();
    assertThat(restored.takenOut()).isEqualTo(made.takenOut());
    assertThat(folder.resolve("restored/site/site.yaml")).hasContent(without(SITE));
  }

  @Test
  void withAPassphraseTheSiteComesBackWhole() throws Exception {
    Restored made = backup(PASSPHRASE);
    assertThat(entries())
        .containsExactly(
            "site/rules/pump.yaml",
            "site/site.yaml",
            "site/site.yaml.sealed",
            "site/site.yaml~.sealed");
    assertThat(made.takenOut()).isEmpty();
    assertThat(made.keysLeftOut()).isEmpty();
    assertThat(restore("restored", PASSPHRASE).restored().takenOut()).isEmpty();
    Path back = folder.resolve("restored/site");
    assertThat(back.resolve("site.yaml")).hasContent(SITE);
    assertThat(back.resolve("site.yaml~")).hasContent("# before\n" + SITE);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(back.resolve("site.yaml"))))
        .isEqualTo("rw-------");
    Restored sealed = restore("without", NONE).restored();
    assertThat(sealed.takenOut()).extracting(TakenOut::variable).containsExactly(NAME);
    assertThat(sealed.keysLeftOut()).contains("site/site.yaml~").doesNotContain("site/site.yaml");
    assertThat(folder.resolve("without/site/site.yaml")).hasContent(without(SITE));
  }

  /** Then the copy is the site, with the secrets in it. */
  @Test
  void aGatewayThatRunsOnWhatCameBackIsBackedUpInTheSameWay() throws Exception {
    backup(PASSPHRASE);
    restore("restored", PASSPHRASE);
    kept = new KeptFolder(folder.resolve("restored"));
    site = kept.file("site");
    keep();
    assertThat(kept.file("site/site.yaml")).hasContent(SITE);
    assertThat(kept.file("site.secrets")).doesNotExist();
    Files.delete(file);
    assertThat(backup(NONE).takenOut()).hasSize(1);
    assertThat(entries()).containsExactly("site/rules/pump.yaml", "site/site.yaml");
    Files.delete(file);
    backup(PASSPHRASE);
    assertThat(entries()).contains("site/site.yaml.sealed");
    restore("again", PASSPHRASE);
    assertThat(folder.resolve("again/site/site.yaml")).hasContent(SITE);
  }

  /** Of two states of a site no third is made. */
  @Test
  void aCopyThatDoesNotFitWhatLiesBesideItIsTakenAsItIs() throws Exception {
    String changed = without(SITE).replace("cellar", "attic");
    Files.writeString(kept.file("site/site.yaml"), changed);
    Restored made = backup(PASSPHRASE);
    assertThat(made.takenOut()).isEmpty();
    assertThat(entries()).containsExactly("site/rules/pump.yaml", "site/site.yaml");
    restore("restored", PASSPHRASE);
    assertThat(folder.resolve("restored/site/site.yaml")).hasContent(changed);
  }

  /** As versions kept it that did not take secrets out. */
  @Test
  void aCopyInWhichSecretsStillStandIsNotInTheBackupInClear() throws Exception {
    Files.writeString(kept.file("site/site.yaml"), SITE);
    Files.writeString(kept.file("site/site.yaml~"), SITE);
    assertThat(backup(NONE).takenOut()).hasSize(1);
    assertThat(entries()).containsExactly("site/rules/pump.yaml", "site/site.yaml");
  }

  @Test
  void aSiteThatIsBeingEditedIsNotInTheBackupInClear() throws Exception {
    Files.writeString(kept.file("site/site.yaml"), SITE + "  broken: { password: other.word\n");
    Restored made = backup(NONE);
    assertThat(entries()).containsExactly("site/rules/pump.yaml");
    assertThat(made.keysLeftOut()).contains("site/site.yaml");
  }
}
