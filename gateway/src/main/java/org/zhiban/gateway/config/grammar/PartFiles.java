package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Holidays;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.Scenario;

/** The files of the folders {@code plans}, {@code rules}, {@code tests} and {@code scenarios}. */
public final class PartFiles {
  /** A file of the folder {@code plans}. */
  public record PlanFile(
      Map<String, PlanSpec> plans,
      Map<String, Checklist> checklists,
      Optional<Holidays> holidays) {}

  /** No day differs from the week's habit. */
  public static final Holidays NO_HOLIDAYS = new Holidays(Set.of(), Set.of());

  private static final Key<Map<String, PlanSpec>> PLANS =
      defaulted("plans", Plans.SHAPE, Map.of(), "maintenance plans");
  private static final Key<Map<String, Checklist>> CHECKLISTS =
      defaulted("checklists", Checklists.SHAPE, Map.of(), "what visits look at");
  private static final Key<Holidays> HOLIDAYS =
      optional("holidays", Calendar.HOLIDAYS, "days that differ from the week's habit");

  /** A file of the folder {@code plans}. */
  public static final MappingShape<PlanFile> PLAN_FILE =
      MappingShape.of(
          "a file of plans",
          List.of(PLANS, CHECKLISTS, HOLIDAYS),
          (values, _) ->
              new PlanFile(values.get(PLANS), values.get(CHECKLISTS), values.find(HOLIDAYS)));

  private static final Key<Map<String, RuleSpec>> RULES =
      required("rules", Rules.SITE_SHAPE, "rules that span equipment; ids are site-wide");

  /** A file of the folder {@code rules}. */
  public static final MappingShape<Map<String, RuleSpec>> RULE_FILE =
      MappingShape.of("a file of rules", List.of(RULES), (values, _) -> values.get(RULES));

  private static final Key<List<RuleTest>> TESTS =
      required("tests", RuleTests.SHAPE, "rehearsals of the rules");

  /** A file of the folder {@code tests}. */
  public static final MappingShape<List<RuleTest>> TEST_FILE =
      MappingShape.of("a file of rule tests", List.of(TESTS), (values, _) -> values.get(TESTS));

  /** A file of the folder {@code scenarios}. */
  public static final MappingShape<Scenario> SCENARIO_FILE = Scenarios.SHAPE;

  private PartFiles() {}
}
