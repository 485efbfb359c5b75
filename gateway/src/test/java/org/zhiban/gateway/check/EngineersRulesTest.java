package org.zhiban.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.gateway.check.EngineersRules.Shipped;
import org.zhiban.gateway.check.EngineersRules.Wanted;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.Site;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.RuleCompiler;
import org.zhiban.rules.maintenance.PlanOutcome;
import org.zhiban.rules.maintenance.PlanRequest;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;
import org.zhiban.rules.maintenance.Planning;

/** Each of {@link EngineersRules} ships, acts, and has a rule test that meets it and misses it. */
class EngineersRulesTest {
  /** {@code -Dmanual.write=true} brings the page up to date. */
  private static final String WRITE = "manual.write";

  private static final Path REPOSITORY = ExampleSite.folder().resolve("../..").normalize();

  /** Where the folders lie in the repository. */
  static final Map<String, String> FOLDERS =
      Map.of(
          EngineersRules.DEMO, "gateway/src/main/resources/demo-site",
          EngineersRules.DEVICES, "examples/shipped-devices");

  private static final Map<String, Site> SITES =
      FOLDERS.keySet().stream()
          .collect(Collectors.toMap(Function.identity(), EngineersRulesTest::load));

  private static Site load(String folder) {
    Path path = REPOSITORY.resolve(Objects.requireNonNull(FOLDERS.get(folder)));
    Loading loading = SiteLoader.load(SiteFiles.in(path), SecretSource.of(Map.of(), path));
    assertThat(loading.problems()).isEmpty();
    return ((Loading.Loaded) loading).site();
  }

  static Site site(Shipped shipped) {
    return Objects.requireNonNull(SITES.get(shipped.folder()));
  }

  static List<Wanted> all() {
    return EngineersRules.ALL;
  }

  static List<String> folders() {
    return FOLDERS.keySet().stream().sorted().toList();
  }

  /** Those of telemetry; no. 6 is a plan. */
  private static List<Shipped> rules(Wanted wanted) {
    return wanted.shipped().stream()
        .filter(shipped -> !shipped.rule().equals(EngineersRules.PLAN))
        .toList();
  }

  private static Optional<RuleSpec> find(Shipped shipped) {
    Site site = site(shipped);
    return Optional.ofNullable(site.equipment().get(shipped.equipment()))
        .map(equipment -> equipment.rules().get(shipped.rule()))
        .or(
            () ->
                Optional.ofNullable(site.rules().get(shipped.rule()))
                    .filter(rule -> rule.equipment().equals(Optional.of(shipped.equipment()))));
  }

  @Test
  void thereAreThirtyFiveAndEachShips() {
    assertThat(all())
        .extracting(Wanted::number)
        .isEqualTo(IntStream.rangeClosed(1, 35).boxed().toList());
    assertThat(all()).noneMatch(wanted -> wanted.shipped().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsRulesActAndAreAsUrgentAsAskedForOrSayWhyNot(Wanted wanted) {
    for (Shipped shipped : rules(wanted)) {
      RuleSpec rule = find(shipped).orElseThrow(() -> new AssertionError("missing: " + shipped));
      assertThat(rule.enabled()).as("%s acts", shipped).isTrue();
      assertThat(rule.message().zh()).as("%s speaks", shipped).isNotBlank();
      if (wanted.differs().isEmpty()) {
        assertThat(priorities(rule)).as("%s", shipped).contains(wanted.priority());
      }
    }
    if (!rules(wanted).isEmpty()) {
      assertThat(rules(wanted))
          .as("one at least is as urgent as asked for")
          .anyMatch(rule -> priorities(find(rule).orElseThrow()).contains(wanted.priority()));
    }
  }

  private static Set<Priority> priorities(RuleSpec rule) {
    Set<Priority> found = new LinkedHashSet<>(Set.of(rule.priority()));
    if (rule.condition() instanceof Condition.Threshold threshold) {
      threshold.limits().forEach(limit -> limit.priority().ifPresent(found::add));
    }
    rule.escalation().ifPresent(escalation -> found.add(escalation.to()));
    return found;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRuleTestMeetsItAndComesNearWithoutIt(Wanted wanted) {
    for (Shipped shipped : rules(wanted)) {
      assertThat(expected(shipped, true)).as("a test raises %s", shipped).isTrue();
      assertThat(expected(shipped, false)).as("a test misses %s", shipped).isTrue();
    }
  }

  private static boolean expected(Shipped shipped, boolean raised) {
    // what happens once has ended when a test looks: that there is no alarm then says nothing
    boolean once = find(shipped).orElseThrow().condition() instanceof Condition.Sequence;
    return site(shipped).tests().stream()
        .anyMatch(
            test ->
                test.expected().stream()
                    .anyMatch(
                        moment ->
                            raised
                                ? names(test, moment.alarms(), shipped)
                                    || names(test, moment.priorities().keySet(), shipped)
                                : names(test, moment.notOrders(), shipped)
                                    || (!once && names(test, moment.notAlarms(), shipped))));
  }

  private static boolean names(RuleTest test, java.util.Collection<String> rules, Shipped shipped) {
    String full = shipped.equipment() + "/" + shipped.rule();
    return rules.contains(full)
        || (test.equipment().equals(shipped.equipment()) && rules.contains(shipped.rule()));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theRuleTestsOfTheFolderHold(String folder) {
    Site site = Objects.requireNonNull(SITES.get(folder));
    CompiledRules compiled =
        ((Compilation.Compiled) RuleCompiler.compile(site, site.pointIndex())).rules();
    assertThat(site.tests()).hasSizeGreaterThan(10);
    for (RuleTest test : site.tests()) {
      assertThat(Rehearser.run(compiled, test).misses()).as(test.name()).isEmpty();
    }
  }

  @Test
  void aLiftIsVisitedBeforeItsFifteenthDay() {
    assertThat(ordered(12)).as("day 12").isEmpty();
    assertThat(ordered(13)).as("day 13").hasSize(1);
    Occurrence visit = ordered(13).getFirst().occurrence();
    LocalDate fifteenth = LocalDate.of(2026, 11, 25);
    assertThat(visit.dueAt())
        .as("overdue when day 15 is over")
        .isEqualTo(fifteenth.plusDays(1).atStartOfDay(demo().zone()).toInstant());
  }

  private static Site demo() {
    return Objects.requireNonNull(SITES.get(EngineersRules.DEMO));
  }

  /** The orders of the contractor's visit at a lift, so many days after the last one. */
  private static List<PlanOutcome.DueOrder> ordered(int day) {
    Site site = demo();
    LocalDate last = LocalDate.of(2026, 11, 10);
    PlanAt lift = new PlanAt(EngineersRules.PLAN, "lift-a1");
    Instant noon = last.plusDays(day).atTime(12, 0).atZone(site.zone()).toInstant();
    PlanOutcome outcome =
        Planning.plan(
            new PlanRequest(
                site,
                List.of(),
                Map.of(lift, done(last.atTime(12, 0).atZone(site.zone()).toInstant())),
                Map.of(),
                List.of(),
                PlanRequest.Occasions.NONE,
                Map.of(),
                Optional.empty(),
                noon,
                PlanRequest.HORIZON));
    return ((PlanOutcome.Planned) outcome)
        .orders().stream()
            .filter(order -> order.occurrence().plan().equals(EngineersRules.PLAN))
            .filter(order -> order.occurrence().equipment().equals("lift-a1"))
            .toList();
  }

  private static Occurrence done(Instant time) {
    return new Occurrence(
            EngineersRules.PLAN,
            "lift-a1",
            LocalDate.of(2026, 11, 8),
            Level.HALF_MONTHLY,
            time,
            time,
            Occurrence.State.DONE,
            Optional.empty(),
            Optional.empty())
        .doneAt(time);
  }

  @Test
  void thePageSaysWhereEachOfThemShips() throws IOException {
    Path page = REPOSITORY.resolve("docs/rules.md");
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(page, EngineersPage.text());
    }
    assertThat(Files.readString(page))
        .as("run this test with -D%s=true", WRITE)
        .isEqualTo(EngineersPage.text());
  }
}
