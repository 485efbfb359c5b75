package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.zhiban.gateway.config.problem.Problem;

/** Whatever is done to the files, the loader says what it thinks of it and never throws. */
class RandomMutationTest {
  private static final String SIGNS =
      "{}[]:,&*!|>'\"%@`#-?~ \t\n\u0007\uFEFF${}0x9\u6C34\uD842\uDFB7";

  @Property(tries = 40)
  void aMutatedSiteIsLoadedOrRefusedWithPositionsInItsFiles(@ForAll long seed) {
    ExampleSite site = mutated(new Random(seed));

    Loading loading = site.load();

    switch (loading) {
      case Loading.Loaded loaded ->
          assertThat(loaded.problems()).noneMatch(RandomMutationTest::error);
      case Loading.Refused refused ->
          assertThat(refused.problems()).anyMatch(RandomMutationTest::error);
    }
    assertThat(loading.problems()).allSatisfy(problem -> assertInside(problem, site));
  }

  private static boolean error(Problem problem) {
    return problem.severity() == Problem.Severity.ERROR;
  }

  private static void assertInside(Problem problem, ExampleSite site) {
    String content = site.files().getOrDefault(problem.position().file(), "");
    List<String> lines = List.of(content.split("\\r\\n|\\n|\\r", -1));
    assertThat(problem.position().line()).as("%s", problem).isBetween(1, lines.size());
    String line = lines.get(problem.position().line() - 1);
    assertThat(problem.position().column())
        .as("%s", problem)
        .isBetween(1, line.codePointCount(0, line.length()) + 2);
    assertThat(problem.message()).doesNotContain("Exception").doesNotContain("\n");
  }

  private static ExampleSite mutated(Random random) {
    ExampleSite site = ExampleSite.whole();
    List<String> files = List.copyOf(site.files().keySet());
    for (int change = random.nextInt(1, 4); change > 0; change--) {
      String file = files.get(random.nextInt(files.size()));
      List<String> lines =
          new ArrayList<>(List.of(site.files().getOrDefault(file, "").split("\n", -1)));
      mutate(lines, random);
      site.withFile(file, String.join("\n", lines));
    }
    return site;
  }

  private static void mutate(List<String> lines, Random random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> {
        lines.remove(at);
        lines.addAll(lines.isEmpty() ? List.of("") : List.of());
      }
      case 1 -> lines.add(at, line);
      case 2 -> lines.set(at, garbled(line, random));
      case 3 -> lines.set(at, line.substring(0, cut(line, random)));
      case 4 -> lines.set(at, " ".repeat(random.nextInt(5)) + line.strip());
      case 5 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      default -> throw new IllegalStateException();
    }
  }

  private static String garbled(String line, Random random) {
    int at = cut(line, random);
    int sign = SIGNS.offsetByCodePoints(0, random.nextInt(SIGNS.codePointCount(0, SIGNS.length())));
    return line.substring(0, at) + Character.toString(SIGNS.codePointAt(sign)) + line.substring(at);
  }

  private static int cut(String line, Random random) {
    return line.offsetByCodePoints(0, random.nextInt(line.codePointCount(0, line.length()) + 1));
  }
}
