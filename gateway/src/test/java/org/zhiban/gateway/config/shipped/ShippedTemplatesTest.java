package org.zhiban.gateway.config.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.equipment.CanonicalPoint;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;

class ShippedTemplatesTest {
  private static final Path FOLDER = Path.of("src", "main", "resources", "templates");

  static List<String> ids() {
    return ShippedTemplates.ids();
  }

  @Test
  void everyFileIsListed() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .isEqualTo(ids().stream().map(id -> id + ".yaml").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aSiteNamesItWithoutCopyingIt(String id) {
    Equipment equipment = only(ShippedSite.of(List.of(id)));
    assertThat(equipment.template()).contains(id);
    assertThat(equipment.points()).isNotEmpty();
    assertThat(equipment.rules()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void allOfItsRulesAct(String id) {
    Site site = ShippedSite.of(List.of(id));
    assertThat(RuleCompiler.compile(site, site.pointIndex()))
        .isInstanceOf(Compilation.Compiled.class);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void itSaysWhatItIsAndWhereItsAddressesWereRead(String id) {
    ShippedTemplate template = ShippedTemplates.find(id).orElseThrow();
    assertThat(template.title()).hasSizeGreaterThan(20).doesNotStartWith("Source");
    assertThat(template.sources()).isNotEmpty().allMatch(source -> source.length() > 20);
    assertThat(template.text()).contains("\ntemplate: " + id + "\n");
  }

  /** A comment in other words would be seen by nobody. */
  @ParameterizedTest
  @MethodSource("ids")
  void whatIsNotVerifiedIsMarkedInTheAgreedWords(String id) {
    ShippedTemplate template = ShippedTemplates.find(id).orElseThrow();
    Equipment equipment = only(ShippedSite.of(List.of(id)));
    long marks =
        template
            .text()
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).contains("not verified"))
            .count();
    assertThat(template.notVerified()).hasSize((int) marks);
    assertThat(equipment.points().keySet()).containsAll(template.notVerified().keySet());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void itsClassIsKnownAndSoAreMostOfItsPoints(String id) {
    Equipment equipment = only(ShippedSite.of(List.of(id)));
    EquipmentClass known = EquipmentClass.of(equipment.equipmentClass()).orElseThrow();
    assertThat(equipment.points().values())
        .anyMatch(point -> known.point(point.id()).isPresent())
        .allSatisfy(point -> known.point(point.id()).ifPresent(agreed -> fits(point, agreed)));
  }

  /** A state may be told by numbers or words where the agreed point is binary. */
  private static void fits(PointSpec point, CanonicalPoint agreed) {
    boolean stateOfTwo =
        agreed.kind() == PointKind.BINARY
            && point.kind() == PointKind.MULTISTATE
            && point.states().stream().anyMatch(state -> state.name().equals("on"))
            && point.states().stream().anyMatch(state -> state.name().equals("off"));
    if (!stateOfTwo) {
      assertThat(point.kind()).as(point.id()).isEqualTo(agreed.kind());
    }
    assertThat(point.unit().isPresent())
        .as("unit of %s", point.id())
        .isEqualTo(agreed.unit().isPresent());
  }

  @Test
  void whatGuardsLifeIsReadOnlyAndSaysSo() {
    Site site = ShippedSite.of(ids());
    for (Equipment equipment : site.equipment().values()) {
      switch (equipment.equipmentClass()) {
        case "fire_panel", "fire_pump", "smoke_detector" ->
            assertThat(equipment.lifeSafety()).as(equipment.id()).isTrue();
        case "elevator" ->
            assertThat(equipment.rules().values())
                .as(equipment.id())
                .anyMatch(rule -> rule.lifeSafety());
        default -> {}
      }
    }
  }

  @Test
  void aTemplateOfTheSiteTakesThePlaceOfAShippedOneOfItsName() {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(
                Map.of(
                    "site.yaml",
                    ShippedSite.text(List.of("eastron-sdm630")),
                    "templates/own.yaml",
                    """
                    template: eastron-sdm630
                    class: meter
                    points:
                      energy: { name: 电能, kind: counter, modbus: { register: input, address: 9, type: UINT16 } }
                    """)),
            SecretSource.of(Map.of(), Path.of("")));
    assertThat(loading.problems()).isEmpty();
    assertThat(only(((Loading.Loaded) loading).site()).points()).containsOnlyKeys("energy");
  }

  @Test
  void aSiteChangesWhatItMustAndKeepsTheRest() {
    Loading loading =
        ShippedSite.load(
            ShippedSite.text(List.of("eastron-sdm630"))
                .replace(
                    "connection: modbus,",
                    "connection: modbus, points: { demand: null, power: { every: 1s } },"));
    assertThat(loading.problems()).isEmpty();
    Equipment meter = only(((Loading.Loaded) loading).site());
    assertThat(meter.points()).doesNotContainKey("demand").hasSizeGreaterThan(15);
    assertThat(meter.points())
        .hasEntrySatisfying("power", point -> assertThat(point.period()).hasSeconds(1));
  }

  @Test
  void aRuleThatLostItsPointIsToldInTheShippedFile() {
    Loading loading =
        ShippedSite.load(
            ShippedSite.text(List.of("eastron-sdm630"))
                .replace("connection: modbus,", "connection: modbus, points: { power: null },"));
    assertThat(loading.problems())
        .isNotEmpty()
        .allMatch(problem -> problem.line("my/site").startsWith("shipped:eastron-sdm630.yaml:"));
  }

  @Test
  void aSlipInTheNameIsFound() {
    Loading loading =
        ShippedSite.load(
            ShippedSite.text(List.of("eastron-sdm630"))
                .replace("template: eastron-sdm630", "template: eastron-sdm63"));
    assertThat(loading.problems().stream().map(Problem::message))
        .anyMatch(message -> message.endsWith("did you mean 'eastron-sdm630'?"));
  }

  @Test
  void aNameIsNoPath() {
    assertThat(ShippedTemplates.find("../demo-site/templates/elevator"))
        .isEqualTo(Optional.empty());
  }

  private static Equipment only(Site site) {
    return site.equipment().values().iterator().next();
  }
}
