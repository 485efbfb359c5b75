package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.Site;

/** The example site of the repository, whole or with one edit. */
public final class ExampleSite {
  /** The secrets that it names. */
  public static final Map<String, String> SECRETS =
      Map.of("MQTT_PASSWORD", "geheim", "INFLUX_TOKEN", "token-1");

  private static final Map<String, String> FILES = read(folder());

  private final Map<String, String> files = new LinkedHashMap<>(FILES);
  private final Map<String, String> secrets = new LinkedHashMap<>(SECRETS);

  private ExampleSite() {}

  /** The site as it stands. */
  public static ExampleSite whole() {
    return new ExampleSite();
  }

  /** The folder in the repository, wherever the tests run. */
  public static Path folder() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .map(folder -> folder.resolve("examples/site"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try {
      for (String name : SiteFiles.in(folder).names()) {
        files.put(name, Files.readString(folder.resolve(name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Replaces a text that stands exactly once in a file. */
  public ExampleSite with(String file, String text, String other) {
    String content = files.getOrDefault(file, "");
    int first = content.indexOf(text);
    assertThat(first).as("'%s' stands in %s", text, file).isGreaterThanOrEqualTo(0);
    assertThat(content.indexOf(text, first + 1)).as("'%s' stands once", text).isNegative();
    files.put(file, content.replace(text, other));
    return this;
  }

  /** Puts a file in, or another in its place. */
  public ExampleSite withFile(String file, String content) {
    files.put(file, content);
    return this;
  }

  /** Takes a file out. */
  public ExampleSite withoutFile(String file) {
    files.remove(file);
    return this;
  }

  /** Takes a secret out of the environment. */
  public ExampleSite withoutSecret(String name) {
    secrets.remove(name);
    return this;
  }

  /** Puts a secret into the environment. */
  public ExampleSite withSecret(String name, String value) {
    secrets.put(name, value);
    return this;
  }

  /** All files, by name. */
  public Map<String, String> files() {
    return files;
  }

  /** What the loader makes of it. */
  public Loading load() {
    return SiteLoader.load(SiteFiles.of(files), SecretSource.of(secrets, folder()));
  }

  /** The same, on a day. */
  Loading load(LocalDate today) {
    return SiteLoader.load(
        SiteFiles.of(files),
        SecretSource.of(secrets, folder()),
        InstantSource.fixed(today.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  /** The site, which must be sound. */
  public Site site() {
    Loading loading = load();
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  /** The problems of one severity, as lines. */
  public List<String> lines(Problem.Severity severity) {
    return load().problems().stream()
        .filter(problem -> problem.severity() == severity)
        .map(problem -> problem.line(""))
        .toList();
  }
}
