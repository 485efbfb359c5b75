package org.zhiban.gateway.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.zhiban.gateway.check.EngineersRules.Shipped;
import org.zhiban.gateway.check.EngineersRules.Wanted;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.RuleTest;

/** The page that tells an integrator where each of the rules is found. */
final class EngineersPage {
  private static final String HEAD =
      """
      # The rules that engineers want

      Thirty-five rules that a building's engineers ask for first, and where each of them ships, ready to copy or to name. A test holds this page: every rule
      named here acts, and a rule test in its folder meets it in the fault and misses it in what comes near.

      - [The demo site](../gateway/src/main/resources/demo-site) has a template for each class of equipment, of no particular maker, with
        [canonical points](points.md). Copy a template, put your registers in, and the rules come with it.
      - [examples/shipped-devices](../examples/shipped-devices) names [templates of real devices](templates.md); a rule that they have no point for is not theirs.
      - `./zhiban check FOLDER` runs the tests. Limits and delays are starting points of engineers, not law: say yours at the equipment, key by key.

      | no. | rule | | priority | template: rules | tests |
      |---|---|---|---|---|---|
      """;

  private EngineersPage() {}

  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    EngineersRules.ALL.forEach(wanted -> text.append(row(wanted)));
    text.append("\n## Where what ships is not to the letter\n\n");
    EngineersRules.ALL.stream()
        .filter(wanted -> !wanted.differs().isEmpty())
        .forEach(
            wanted ->
                text.append("- **")
                    .append(wanted.number())
                    .append("** ")
                    .append(wanted.en())
                    .append(": ")
                    .append(wanted.differs())
                    .append(".\n"));
    return text.toString();
  }

  private static String row(Wanted wanted) {
    String templates =
        wanted.shipped().stream()
            .collect(
                Collectors.groupingBy(
                    EngineersPage::home,
                    java.util.LinkedHashMap::new,
                    Collectors.mapping(
                        shipped -> "`" + shipped.rule() + "`", Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining("; "));
    return "| %d | %s | %s | %s | %s | %s |\n"
        .formatted(
            wanted.number(),
            wanted.zh(),
            wanted.en(),
            wanted.priority().word(),
            templates,
            String.join(", ", tests(wanted)));
  }

  /** The file that a rule stands in. */
  private static String home(Shipped shipped) {
    String folder = "../" + EngineersRulesTest.FOLDERS.get(shipped.folder());
    if (shipped.rule().equals(EngineersRules.PLAN)) {
      return link("plans", folder + "/plans/plans.yaml");
    }
    Equipment equipment = EngineersRulesTest.site(shipped).equipment().get(shipped.equipment());
    Optional<String> template =
        Optional.ofNullable(equipment)
            .filter(one -> one.rules().containsKey(shipped.rule()))
            .flatMap(Equipment::template);
    if (template.isEmpty()) {
      return link("rules of the site", folder + "/rules/site.yaml");
    }
    return shipped.folder().equals(EngineersRules.DEMO)
        ? link(template.get(), folder + "/templates/" + template.get() + ".yaml")
        : link(template.get(), "templates.md#" + template.get());
  }

  private static Set<String> tests(Wanted wanted) {
    Set<String> found = new TreeSet<>();
    for (Shipped shipped : wanted.shipped()) {
      for (RuleTest test : EngineersRulesTest.site(shipped).tests()) {
        if (names(test, shipped)) {
          String file = test.position().file();
          String name = file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
          String folder = EngineersRulesTest.FOLDERS.get(shipped.folder());
          found.add(link(name, "../" + folder + "/" + file));
        }
      }
    }
    return found;
  }

  private static boolean names(RuleTest test, Shipped shipped) {
    List<String> meant =
        test.equipment().equals(shipped.equipment())
            ? List.of(shipped.rule(), shipped.equipment() + "/" + shipped.rule())
            : List.of(shipped.equipment() + "/" + shipped.rule());
    return test.expected().stream()
        .anyMatch(
            moment ->
                meant.stream()
                    .anyMatch(
                        rule ->
                            moment.alarms().contains(rule)
                                || moment.priorities().containsKey(rule)
                                || moment.orders().contains(rule)));
  }

  private static String link(String text, String target) {
    return "[" + text + "](" + target + ")";
  }
}
