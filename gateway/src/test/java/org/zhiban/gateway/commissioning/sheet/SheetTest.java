package org.zhiban.gateway.commissioning.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.model.site.Site;

class SheetTest {
  private static List<SheetLine> lines(Site site, SignedReading... signed) {
    return SheetLine.of(site, _ -> SheetSite.good(1), List.of(signed));
  }

  private static SheetLine.State stateOf(Site site, SignedReading signed) {
    return lines(site, signed).getFirst().state();
  }

  @Test
  void everyPointThatIsReadHasALineAndACommandHasNone() {
    assertThat(lines(SheetSite.site()).stream().map(line -> line.point().id()))
        .containsExactly("voltage", "energy", "closed", "mode", "model");
  }

  @Test
  void aLineIsOpenThenAgreesOrDiffers() {
    Site site = SheetSite.site();
    assertThat(lines(site).getFirst().state()).isEqualTo(SheetLine.State.OPEN);
    assertThat(stateOf(site, SheetSite.signed(site, "voltage", true, "")))
        .isEqualTo(SheetLine.State.AGREES);
    assertThat(stateOf(site, SheetSite.signed(site, "voltage", false, "")))
        .isEqualTo(SheetLine.State.DIFFERS);
  }

  /** A wrong byte order is what the sheet is there to find: a right one is another source. */
  @ParameterizedTest
  @CsvSource({
    "CDAB, ABCD",
    "'address: 0, type: FLOAT32', 'address: 4, type: FLOAT32'",
    "FLOAT32, INT32",
    "unit: 3, unit: 4",
    "unit: V, unit: kV"
  })
  void aPointWhoseSourceWasChangedIsToBeReadAgain(String from, String to) {
    SignedReading signed = SheetSite.signed(SheetSite.site(), "voltage", true, "");
    assertThat(stateOf(SheetSite.changed(from, to), signed)).isEqualTo(SheetLine.State.READ_AGAIN);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.1, 10.0.0.2", "电压, 相电压", "deadband: 0.5, deadband: 1"})
  void whatDoesNotChangeTheValueKeepsTheSignature(String from, String to) {
    SignedReading signed = SheetSite.signed(SheetSite.site(), "voltage", true, "");
    assertThat(stateOf(SheetSite.changed(from, to), signed)).isEqualTo(SheetLine.State.AGREES);
  }

  @Test
  void excelReadsItsChineseAndRunsNoFormula() {
    Site site = SheetSite.site();
    String csv =
        SheetCsv.of(
            site, lines(site, SheetSite.signed(site, "voltage", true, "=HYPERLINK(\"x\")")));
    List<String> rows = List.of(csv.split("\r\n", -1));
    assertThat(rows.getFirst()).startsWith("\uFEFF设备编号,设备,点,");
    assertThat(rows.get(1))
        .isEqualTo(
            "m1,\"1#进线, 总表\",voltage,电压,bus unit 3 input 0 FLOAT32 CDAB in"
                + " V,1,V,good,-230,4.6,230.2,一致,\"'=HYPERLINK(\"\"x\"\")\",chen,2026-11-22"
                + " 11:12:00");
    assertThat(rows).hasSize(7).last().isEqualTo("");
  }

  @ParameterizedTest
  @CsvSource({
    "-230.5, -230.5",
    "+7, +7",
    "-1+1, '''-1+1'",
    "@SUM(A1), '''@SUM(A1)'",
    "plain, plain"
  })
  void aNumberStaysANumberAndAFormulaBecomesAText(String text, String cell) {
    assertThat(SheetCsv.cell(text)).isEqualTo(cell);
  }
}
