package org.zhiban.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.gateway.config.ExampleSite;

/** Broken copies of the example site through the command: the right line, and exit code 1. */
class BrokenSitesTest {
  @TempDir private Path folder;

  /**
   * A copy with one mistake.
   *
   * @param line where the mistake is, and words of the answer
   */
  record Broken(String what, String file, String text, String other, String line) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Broken> copies() {
    String pump = "templates/booster-pump.yaml";
    String plans = "plans/plans.yaml";
    return Stream.of(
        new Broken(
            "a typo in a key",
            "site.yaml",
            "    baud:",
            "    buad:",
            "26:5: error: unknown key 'buad'"),
        new Broken(
            "a wrong type",
            "site.yaml",
            "port: 5021",
            "port: [5021]",
            "21:11: error: a list stands where a whole number"),
        new Broken(
            "a duplicate key",
            "site.yaml",
            "    port: 5021\n",
            "    port: 5021\n    port: 5022\n",
            "22:5: error: key 'port' stands twice, first on line 21"),
        new Broken(
            "a duplicate id",
            "site.yaml",
            "id: fire-1,",
            "id: lift-a1,",
            "51:11: error: equipment 'lift-a1' stands twice"),
        new Broken(
            "a dangling template",
            "site.yaml",
            "template: lpr-camera,",
            "template: lpr-camara,",
            "53:32: error: there is no template 'lpr-camara'; did you mean 'lpr-camera'?"),
        new Broken(
            "a dangling connection",
            "site.yaml",
            "connection: meter-bus,",
            "connection: meter-line,",
            "47:105: error: there is no connection 'meter-line'"),
        new Broken(
            "an impossible register",
            pump,
            "address: 101,",
            "address: 401010,",
            "22:156: error: '401010' is not a whole number from 0 to 65535"),
        new Broken(
            "a bit out of its register",
            pump,
            "bit: 3 }",
            "bit: 17 }",
            "21:135: error: '17' is not a whole number from 0 to 15"),
        new Broken(
            "a bad expression",
            pump,
            "when: running && inlet_pressure < 0.02",
            "when: running && inlet_pressure <",
            "33:"),
        new Broken(
            "an unknown point in an expression",
            pump,
            "when: running && inlet_pressure < 0.02",
            "when: running && inlet_presure < 0.02",
            "33:22: error: "),
        new Broken(
            "an unknown point in an interlock",
            pump,
            "mode == \"auto\" && !tripped",
            "mode == \"auto\" && !triped",
            "27:35: error: equipment 'pump-b1' has no point 'triped'"),
        new Broken(
            "an unknown equipment in an expression",
            "rules/site.yaml",
            "site[\"pump-b2\"]",
            "site[\"pump-b3\"]",
            "4:"),
        new Broken(
            "a bad recurrence",
            plans,
            "\"FREQ=MONTHLY;BYMONTHDAY=5\"",
            "\"FREQ=MONTHLY;BYMONTHDAY=45\"",
            "6:64: error: 'FREQ=MONTHLY;BYMONTHDAY=45' is not a recurrence rule"),
        new Broken(
            "a bad time zone",
            "site.yaml",
            "Asia/Shanghai",
            "Asia/Beijing",
            "6:13: error: 'Asia/Beijing' is not a time zone"),
        new Broken(
            "a missing secret",
            "site.yaml",
            "${env:INFLUX_TOKEN}",
            "${env:NO_SUCH_TOKEN}",
            "113:12: error: the variable NO_SUCH_TOKEN is not set"),
        new Broken(
            "a bad duration",
            "site.yaml",
            "min_gap: 5ms",
            "min_gap: fast",
            "28:14: error: 'fast' is not a duration"),
        new Broken(
            "a bad priority",
            pump,
            "priority: P2                                     #",
            "priority: high                                     #",
            "36:15: error: 'high' is not a priority"),
        new Broken(
            "a bad window",
            plans,
            "lead: 2d,  window: \"00:00-05:00\"",
            "lead: 2d,  window: \"midnight\"",
            "10:117: error: 'midnight' is not hours of the day"),
        new Broken(
            "an event point without an id",
            "templates/lpr-camera.yaml",
            "id: /carId, ",
            "",
            "9:11: error: an event point needs 'id'"),
        new Broken(
            "a missing variable",
            "site.yaml",
            "vars: { topic: site/huidu/parking/north } ",
            "",
            "53:5: error: the template needs a value for 'topic'"),
        new Broken(
            "a second rule kind",
            pump,
            "    discrepancy:",
            "    when: running\n    discrepancy:",
            "44:5: error: a second rule kind here"),
        new Broken(
            "a missing checklist",
            plans,
            "checklist: meter-yearly }",
            "checklist: meters }",
            "21:86: error: there is no checklist 'meters'"),
        new Broken(
            "a parent in a circle",
            "site.yaml",
            "connection: meter-bus, unit: 1 }",
            "connection: meter-bus, unit: 1, parent: lift-a1 }",
            "47:5: error: these are each other's parents in a circle"),
        new Broken(
            "a tab",
            "site.yaml",
            "    port: 5020",
            "\tport: 5020",
            "13:1: error: a tab stands where YAML wants spaces"),
        new Broken(
            "an open quote",
            "site.yaml",
            "vars: { node: \"ns=2;s=A1\" }",
            "vars: { node: \"ns=2;s=A1 }",
            ": error: "),
        new Broken(
            "a rule test that names no rule",
            "tests/pump.yaml",
            "{ at: 41s, alarms: [dry_run] }",
            "{ at: 41s, alarms: [dryrun] }",
            "11:29: error: there is no rule 'dryrun'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("copies")
  void aBrokenCopyIsRefusedOnItsLine(Broken broken) {
    CheckedFolder checked =
        CheckedFolder.of(ExampleSite.whole().with(broken.file, broken.text, broken.other), folder);

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.err()).contains(folder + "/" + broken.file + ":").contains(broken.line);
    assertThat(checked.err().lines())
        .filteredOn(line -> !line.matches(".*:[0-9]+:[0-9]+: (error|warning): .*"))
        .isEmpty();
    assertThat(checked.out()).as("a refused site has no report").isEmpty();
  }

  @Test
  void theExampleAsItStandsIsSound() {
    CheckedFolder checked = CheckedFolder.of(ExampleSite.whole(), folder);

    assertThat(checked.exit()).as(checked.err()).isZero();
    assertThat(checked.err()).doesNotContain("error:");
  }

  @Test
  void severalMistakesAreSaidAtOnce() {
    ExampleSite site =
        ExampleSite.whole()
            .with("site.yaml", "    baud:", "    buad:")
            .with("plans/plans.yaml", "level: event", "level: evnt")
            .with("tests/pump.yaml", "running: true", "running: on")
            .with("templates/elevator.yaml", "kind: counter", "kind: count");

    assertThat(CheckedFolder.of(site, folder).err().lines())
        .filteredOn(line -> line.contains(": error: "))
        .hasSize(4)
        .isSorted();
  }

  @Test
  void aFolderThatIsNoneIsSaidSo() {
    CheckedFolder none = CheckedFolder.run(List.of(), folder + "/nothing");

    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err())
        .isEqualTo(
            folder
                + "/nothing:1:1: error: there is no such folder; name a folder with a site.yaml in"
                + " it\n");
  }
}
