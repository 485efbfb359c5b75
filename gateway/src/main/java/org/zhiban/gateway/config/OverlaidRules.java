package org.zhiban.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.SourcePosition;

/**
 * The files of a site with other rules: where the others have a file in {@code rules}, all of the
 * site's there are left out; a template takes the place of the site's file of that name. The site's
 * rule tests speak of its own rules and are left out.
 */
public final class OverlaidRules implements SiteFiles {
  private static final String RULES = "rules/";
  private static final String TEMPLATES = "templates/";
  private static final String TESTS = "tests/";

  private final SiteFiles site;
  private final SiteFiles others;

  private OverlaidRules(SiteFiles site, SiteFiles others) {
    this.site = site;
    this.others = others;
  }

  /**
   * Lays files over those of a site.
   *
   * @param others with names as the site has them; only those in {@code rules} and {@code
   *     templates} count
   */
  public static OverlaidRules over(SiteFiles site, SiteFiles others) {
    return new OverlaidRules(site, others);
  }

  /**
   * Lays a folder over the files of a site: a folder of rule files, or one with {@code rules} and
   * {@code templates} in it, as a copy of a site has them.
   */
  public static OverlaidRules over(SiteFiles site, Path folder) {
    boolean parts =
        Files.isDirectory(folder.resolve(RULES)) || Files.isDirectory(folder.resolve(TEMPLATES));
    SiteFiles files = SiteFiles.in(folder);
    return new OverlaidRules(site, parts ? files : new Inner(files));
  }

  /** Files of one folder as if they lay in {@code rules}. */
  private record Inner(SiteFiles files) implements SiteFiles {
    @Override
    public List<String> names() throws IOException {
      return files.names().stream()
          .filter(name -> name.indexOf('/') < 0)
          .map(name -> RULES + name)
          .toList();
    }

    @Override
    public byte[] content(String name) throws IOException {
      return files.content(name.substring(RULES.length()));
    }

    @Override
    public Path path(String name) {
      return files.path(name.substring(RULES.length()));
    }
  }

  /** Whether the others have any file that counts. */
  public boolean any() throws IOException {
    return !counted().isEmpty();
  }

  private List<String> counted() throws IOException {
    return others.names().stream()
        .filter(name -> name.startsWith(RULES) || name.startsWith(TEMPLATES))
        .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
        .toList();
  }

  @Override
  public List<String> names() throws IOException {
    List<String> over = counted();
    boolean rules = over.stream().anyMatch(name -> name.startsWith(RULES));
    Stream<String> kept =
        site.names().stream()
            .filter(name -> !name.startsWith(TESTS))
            .filter(name -> !(rules && name.startsWith(RULES)));
    return Stream.concat(kept, over.stream()).distinct().sorted().toList();
  }

  @Override
  public byte[] content(String name) throws IOException {
    return isOver(name) ? others.content(name) : site.content(name);
  }

  @Override
  public Path path(String name) {
    return isOver(name) ? others.path(name) : site.path(name);
  }

  /**
   * One line of a problem, with the file as a terminal can open it.
   *
   * @param siteFolder as the user typed it
   * @param otherFolder as the user typed it
   */
  public String line(Problem problem, String siteFolder, String otherFolder) {
    SourcePosition at = problem.position();
    if (!isOver(at.file())) {
      return problem.line(siteFolder);
    }
    String file = others instanceof Inner ? at.file().substring(RULES.length()) : at.file();
    return new Problem(
            problem.severity(),
            new SourcePosition(file, at.line(), at.column()),
            problem.what(),
            problem.remedy())
        .line(otherFolder);
  }

  /** Whether a file is one of the others; one that cannot be listed is none. */
  private boolean isOver(String name) {
    try {
      return counted().contains(name);
    } catch (IOException _) {
      return false;
    }
  }
}
