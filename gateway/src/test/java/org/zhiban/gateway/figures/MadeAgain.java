package org.zhiban.gateway.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Site;
import org.zhiban.rules.figures.FigureResult;
import org.zhiban.rules.figures.Figures;
import org.zhiban.rules.figures.Grouping;
import org.zhiban.rules.figures.Period;
import org.zhiban.rules.figures.Records;

/** The figures of a period beside those that a spreadsheet makes of the exported tables. */
public final class MadeAgain {
  private static final List<Grouping> GROUPINGS =
      List.of(Grouping.AREA, Grouping.CLASS, Grouping.CONTRACTOR);
  private static final Offset<Double> ROUNDING = Offset.offset(1e-6);

  private MadeAgain() {}

  /** Compares every figure, whole and by area, class and contractor; names those with a value. */
  public static Set<String> compared(Site site, Records records, Period period) {
    Sheets sheets = Sheets.of(site, records);
    List<FigureResult> results = new Figures(site, records).of(period);
    Set<String> compared = new TreeSet<>();
    Spreadsheet whole = sheet(sheets, SheetPart.all(sheets), period);
    for (FigureResult result : results) {
      String id = result.figure().id();
      Optional<double[]> again = whole.figure(id);
      if (again.isPresent()) {
        compared.add(id);
        same(id, result, again.get());
      } else {
        assertThat(result.value()).as(id).isInstanceOf(FigureResult.Value.NoData.class);
      }
    }
    Set<String> contractors = site.contractors().keySet();
    for (Grouping grouping : GROUPINGS) {
      for (String key : SheetPart.keys(sheets, contractors, grouping.word())) {
        Spreadsheet part =
            sheet(sheets, SheetPart.of(sheets, contractors, grouping.word(), key), period);
        for (FigureResult result : results) {
          String id = result.figure().id();
          Optional<double[]> again = part.figure(id);
          again.ifPresent(
              sums -> same(id + " of " + grouping + " " + key, of(result, grouping, key), sums));
        }
      }
    }
    return compared;
  }

  private static Spreadsheet sheet(Sheets sheets, SheetPart part, Period period) {
    return new Spreadsheet(sheets, part, period.from(), period.to(), period.now());
  }

  /** The part as the console asks for it; of a part without rows there is none. */
  private static @Nullable FigureResult of(FigureResult result, Grouping grouping, String key) {
    NavigableMap<String, FigureResult> parts = result.by(grouping);
    return parts.get(key);
  }

  private static void same(String what, @Nullable FigureResult result, double[] sums) {
    if (result == null) {
      assertThat(sums).as("nothing counts for %s", what).containsOnly(0);
      return;
    }
    assertThat(result.figure().unit().numerator(result.numerator()))
        .as("numerator of %s", what)
        .isCloseTo(sums[0], ROUNDING);
    assertThat(result.figure().unit().denominator(result.denominator()))
        .as("denominator of %s", what)
        .isCloseTo(sums[1], ROUNDING);
    boolean known = result.value() instanceof FigureResult.Value.Known;
    assertThat(known).as(what).isEqualTo(result.figure().unit().sum() || sums[1] != 0);
  }
}
