package org.zhiban.gateway.figures;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.Language;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.site.Site;
import org.zhiban.rules.meter.MeterBook;

/** What meters counted in a month, for whoever shares out the bill. */
public final class MeterCsv {
  private static final List<String> HEAD_ZH =
      List.of("表号", "名称", "计量", "归属", "租户", "位置", "路线", "月份", "用量", "单位", "起", "止", "整月");
  private static final List<String> HEAD_EN =
      List.of(
          "Meter",
          "Name",
          "Measure",
          "Scope",
          "Tenant",
          "Place",
          "Route",
          "Month",
          "Used",
          "Unit",
          "From",
          "Until",
          "Whole month");

  private MeterCsv() {}

  /**
   * A meter in a month.
   *
   * @param month empty: no readings tell of it
   */
  public record Line(Meter meter, Optional<MeterBook.Month> month) {}

  /** A row for each meter; what nobody read is empty, never nought. */
  public static String of(Site site, YearMonth month, List<Line> lines) {
    Csv csv = new Csv(site.zone(), site.language() == Language.ZH ? HEAD_ZH : HEAD_EN);
    for (Line line : lines) {
      Meter meter = line.meter();
      csv.row(
          meter.id(),
          meter.name(),
          meter.measure(),
          meter.scope(),
          meter.tenant(),
          meter.place(),
          meter.stop().map(Meter.Stop::route),
          month,
          line.month().map(it -> MeterBook.text(it.used())),
          meter.unit(),
          line.month().map(MeterBook.Month::from),
          line.month().map(MeterBook.Month::until),
          line.month().map(MeterBook.Month::whole));
    }
    return csv.table();
  }
}
