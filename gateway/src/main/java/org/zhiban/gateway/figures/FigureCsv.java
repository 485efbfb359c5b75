package org.zhiban.gateway.figures;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.rules.figures.Counted;
import org.zhiban.rules.figures.Figure;
import org.zhiban.rules.figures.FigureResult;
import org.zhiban.rules.figures.Unit;

/** Figures as a table in the site's language, and the rows that one of them counts. */
public final class FigureCsv {
  private static final List<String> HEAD_ZH =
      List.of("指标", "名称", "分组", "数值", "单位", "分子", "分母", "记录数", "无数据原因", "目标", "依据", "口径");
  private static final List<String> HEAD_EN =
      List.of(
          "Figure",
          "Name",
          "Group",
          "Value",
          "Unit",
          "Numerator",
          "Denominator",
          "Rows",
          "Why no value",
          "Aim",
          "Asked by",
          "Definition");

  private final Site site;
  private final Csv csv;

  private FigureCsv(Site site, List<String> head) {
    this.site = site;
    csv = new Csv(site.zone(), head);
  }

  /** A figure of the whole period, or of a part of it that has a name. */
  public record Line(String group, FigureResult result) {}

  /** A row for each line. */
  public static String of(Site site, List<Line> lines) {
    FigureCsv table = new FigureCsv(site, site.language() == Language.ZH ? HEAD_ZH : HEAD_EN);
    lines.forEach(table::line);
    return table.csv.table();
  }

  private void line(Line line) {
    FigureResult result = line.result();
    Figure figure = result.figure();
    Unit unit = figure.unit();
    csv.row(
        figure.id(),
        said(figure.name()),
        line.group(),
        value(result),
        unit.word(),
        plain(unit.numerator(result.numerator())),
        unit.sum() ? "" : plain(unit.denominator(result.denominator())),
        result.rows().size(),
        whyNot(result),
        figure.aim().isPresent() ? plain(figure.aim().getAsDouble()) : "",
        String.join(" ", figure.requirements()),
        said(figure.definition()));
  }

  private String said(LocalizedText text) {
    return text.in(site.language());
  }

  private static String value(FigureResult result) {
    return switch (result.value()) {
      case FigureResult.Value.Known(double amount) -> plain(amount);
      case FigureResult.Value.NoData _ -> "";
    };
  }

  private String whyNot(FigureResult result) {
    return switch (result.value()) {
      case FigureResult.Value.Known _ -> "";
      case FigureResult.Value.NoData(LocalizedText why) -> said(why);
    };
  }

  /** Never with an exponent. */
  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** What a figure counts, row by row. */
  public static String rows(Site site, FigureResult result) {
    FigureCsv table =
        new FigureCsv(
            site,
            List.of(
                "kind",
                "id",
                "at",
                "work_order",
                "equipment",
                "area",
                "class",
                "contractor",
                "trade",
                "numerator",
                "denominator"));
    Unit unit = result.figure().unit();
    for (Counted counted : result.rows()) {
      Counted.Row row = counted.row();
      Counted.Keys keys = counted.keys();
      table.csv.row(
          row.kind(),
          row.id(),
          counted.at(),
          row.order(),
          row.equipment(),
          keys.area(),
          keys.equipmentClass(),
          keys.contractor(),
          keys.trade(),
          plain(unit.numerator(counted.numerator())),
          unit.sum()
              ? Optional.empty()
              : Optional.of(plain(unit.denominator(counted.denominator()))));
    }
    return table.csv.table();
  }
}
