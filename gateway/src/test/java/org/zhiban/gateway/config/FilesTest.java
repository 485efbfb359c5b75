package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.problem.Problem;

/** Whatever stands in a folder, each file is read or answered with one line. */
class FilesTest {
  private static final String SITE = "site: { id: a, name: A, timezone: Asia/Shanghai }\n";

  /** On Linux not even the super-user may read this. */
  private static final Path CLOSED_TO_ALL = Path.of("/proc/sys/vm/compact_memory");

  @TempDir private Path folder;

  private List<String> lines() {
    return SiteLoader.load(folder, SecretSource.none()).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private void write(String file, byte[] content) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.write(folder.resolve(file), content);
  }

  private void write(String file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theSmallestSiteIsFourKeys() throws IOException {
    write("site.yaml", SITE);

    assertThat(lines()).isEmpty();
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    write("site.yaml", "\uFEFF" + SITE);

    assertThat(lines()).isEmpty();
  }

  @Test
  void linesMayEndInTheOtherWay() throws IOException {
    write("site.yaml", "site:\r\n  id: a\r\n  name: A\r\n  timezone: Asia/Tokio\r\n");

    assertThat(lines()).hasSize(1).first().asString().startsWith("site.yaml:4:13: error: ");
  }

  @Test
  void aFolderWithoutASiteFile() throws IOException {
    write("templates/a.yaml", "template: a\nclass: pump\n");

    assertThat(lines())
        .containsExactly(
            "site.yaml:1:1: error: there is no site.yaml; begin one with 'site: { id: …'");
  }

  @Test
  void anEmptyFile() throws IOException {
    write("site.yaml", "# nothing yet\n");

    assertThat(lines())
        .containsExactly("site.yaml:1:1: error: the file is empty; begin it with 'site: { id: …'");
  }

  @Test
  void anEmptyFileOfRulesIsNoMistake() throws IOException {
    write("site.yaml", SITE);
    write("rules/site.yaml", "# later\n");

    assertThat(lines()).isEmpty();
  }

  @Test
  void aFileThatIsNotUtf8() throws IOException {
    write("site.yaml", "site:\n  id: a\n  name: 汇都\n".getBytes(Charset.forName("GBK")));

    assertThat(lines())
        .containsExactly("site.yaml:3:9: error: this is not UTF-8; save the file as UTF-8");
  }

  @Test
  void aFileThatIsTooLarge() throws IOException {
    write("site.yaml", SITE);
    write("rules/big.yaml", new byte[SiteFiles.MAX_BYTES + 1]);

    assertThat(lines())
        .containsExactly(
            "rules/big.yaml:1:1: error: the file is larger than 8 MiB; split it, or take out what"
                + " is not the site's");
  }

  @Test
  void aFolderInTheNameOfAFile() throws IOException {
    write("site.yaml", SITE);
    Files.createDirectories(folder.resolve("rules/site.yaml"));

    assertThat(lines())
        .containsExactly(
            "rules/site.yaml:1:1: error: the file cannot be read: it is a folder; mend or remove"
                + " it");
  }

  @Test
  void aLinkIsFollowedAndALinkToNothingIsSaid() throws IOException {
    write("real.txt", SITE);
    Files.createSymbolicLink(folder.resolve("site.yaml"), folder.resolve("real.txt"));
    Files.createDirectories(folder.resolve("rules"));
    Files.createSymbolicLink(folder.resolve("rules/a.yaml"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);

    assertThat(lines())
        .contains(
            "rules/a.yaml:1:1: error: the file cannot be read: it is a link to nothing; mend or"
                + " remove it")
        .noneMatch(line -> line.startsWith("site.yaml"));
  }

  @Test
  void aFileThatMayNotBeRead() throws IOException {
    write("site.yaml", SITE);
    Path site = folder.resolve("site.yaml");
    assumeThat(site.toFile().setReadable(false)).isTrue();
    if (Files.isReadable(site)) {
      Files.delete(site);
      Files.createSymbolicLink(site, CLOSED_TO_ALL);
    }
    assumeThat(Files.isReadable(site))
        .as("this user reads every file, so nothing can be shown")
        .isFalse();

    assertThat(lines())
        .containsExactly(
            "site.yaml:1:1: error: the file cannot be read: this user may not read it; mend or"
                + " remove it");
  }

  @Test
  void aFileInTheWrongFolderIsWarnedOf() throws IOException {
    write("site.yaml", SITE);
    write("template/pump.yaml", "template: pump\n");
    write("rules.yaml", "rules: {}\n");
    write("rules/old/pump.yaml", "rules: {}\n");
    write("plans/PUMP.YAML", "plans: {}\n");
    write("plans/notes.txt", "anything\n");

    assertThat(lines())
        .containsExactly(
            "plans/PUMP.YAML:1:1: warning: this file is not read; end its name with .yaml, in small"
                + " letters",
            "rules.yaml:1:1: warning: this file is not read; only site.yaml stands here; templates,"
                + " plans, rules, tests and scenarios have their folders",
            "rules/old:1:1: warning: this folder is not read; put its files into the folder above",
            "template/pump.yaml:1:1: warning: this file is not read; did you mean 'templates'?");
  }

  @Test
  void aFileInsteadOfAFolder() throws IOException {
    write("site.yaml", SITE);

    assertThat(SiteLoader.load(folder.resolve("site.yaml"), SecretSource.none()).problems())
        .map(problem -> problem.line("site.yaml"))
        .containsExactly(
            "site.yaml:1:1: error: this is a file; name a folder with a site.yaml in it");
  }

  /** A setting of an address ends at an ampersand: one in a password does not end it. */
  @Test
  void aSecretComesFromAFileWithoutItsLineBreak() throws IOException {
    write("secrets/db", "p@ss\n");
    write("site.yaml", SITE + "database: jdbc:postgresql://h/z?password=${file:secrets/db}\n");

    Loading loading = SiteLoader.load(folder, SecretSource.of(Map.of(), folder));

    assertThat(loading).isInstanceOf(Loading.Loaded.class);
    assertThat(((Loading.Loaded) loading).site().database().orElseThrow().reveal())
        .isEqualTo("jdbc:postgresql://h/z?password=p%40ss");
  }

  @Test
  void aSiteLoadsFromTheClassPath() {
    SiteFiles none =
        SiteFiles.ofResources(FilesTest.class.getClassLoader(), "none", List.of("site.yaml"));

    assertThat(SiteLoader.load(none, SecretSource.none()).problems())
        .map(Problem::toString)
        .containsExactly(
            "site.yaml:1:1: error: the file cannot be read: there is no such resource; mend or"
                + " remove it");
  }
}
