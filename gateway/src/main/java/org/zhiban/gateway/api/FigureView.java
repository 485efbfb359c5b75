package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Area;
import org.zhiban.model.site.Contractor;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.rules.figures.Counted;
import org.zhiban.rules.figures.Figure;
import org.zhiban.rules.figures.FigureResult;
import org.zhiban.rules.figures.Grouping;

/** Figures as they are told. */
public record FigureView(Site site) {
  /** All figures of a period, by section and id. */
  public static JsonObject page(Site site, List<FigureResult> results) {
    return new FigureView(site).page(results, Optional.empty(), List.of());
  }

  /** All figures of a month. */
  record OfMonth(YearMonth month, List<FigureResult> results) {}

  /** By section and id. */
  JsonObject page(List<FigureResult> results, Optional<Grouping> grouping, List<OfMonth> months) {
    JsonObject page = new JsonObject();
    for (Figure.Section section : Figure.Section.values()) {
      JsonObject figures = new JsonObject();
      for (int i = 0; i < results.size(); i++) {
        FigureResult result = results.get(i);
        if (result.figure().section() == section) {
          figures.put(result.figure().id(), figure(result, grouping, months, i));
        }
      }
      page.put(section.word(), figures);
    }
    return page;
  }

  private JsonObject figure(
      FigureResult result, Optional<Grouping> grouping, List<OfMonth> months, int place) {
    JsonObject figure = result(result);
    if (grouping.isPresent()) {
      JsonArray groups = new JsonArray();
      if (grouping.get() == Grouping.MONTH) {
        months.forEach(
            month -> groups.add(group(month.month().toString(), null, month.results().get(place))));
      } else {
        result
            .by(grouping.get())
            .forEach((key, part) -> groups.add(group(key, name(grouping.get(), key), part)));
      }
      figure.put("groups", groups);
    }
    return figure;
  }

  private static JsonObject group(String key, @Nullable JsonObject name, FigureResult result) {
    return new JsonObject().put("key", key).put("name", name).mergeIn(amount(result));
  }

  private @Nullable JsonObject name(Grouping grouping, String key) {
    Optional<LocalizedText> name =
        switch (grouping) {
          case AREA -> Optional.ofNullable(site.areas().get(key)).map(Area::name);
          case CONTRACTOR -> Optional.ofNullable(site.contractors().get(key)).map(Contractor::name);
          case EQUIPMENT -> Optional.ofNullable(site.equipment().get(key)).map(Equipment::name);
          case MONTH, CLASS, TRADE -> Optional.empty();
        };
    return name.map(EquipmentView::text).orElse(null);
  }

  /** A figure with what it means. */
  JsonObject result(FigureResult result) {
    Figure figure = result.figure();
    return new JsonObject()
        .put("id", figure.id())
        .put("name", EquipmentView.text(figure.name()))
        .put("definition", EquipmentView.text(figure.definition()))
        .put("requirements", EquipmentView.array(figure.requirements()))
        .put("unit", figure.unit().word())
        .put("aim", Paging.number(figure.aim()))
        .mergeIn(amount(result));
  }

  private static JsonObject amount(FigureResult result) {
    Figure figure = result.figure();
    JsonObject amount = new JsonObject();
    switch (result.value()) {
      case FigureResult.Value.Known(double value) -> amount.put("value", value).putNull("no_data");
      case FigureResult.Value.NoData(LocalizedText why) ->
          amount.putNull("value").put("no_data", EquipmentView.text(why));
    }
    return amount
        .put("numerator", figure.unit().numerator(result.numerator()))
        .put(
            "denominator",
            figure.unit().sum() ? null : figure.unit().denominator(result.denominator()))
        .put("rows", result.rows().size());
  }

  /** One row of a figure. */
  JsonObject row(Figure figure, Counted counted) {
    Counted.Row row = counted.row();
    return new JsonObject()
        .put("kind", row.kind().word())
        .put("id", row.id())
        .put("at", Times.text(counted.at()))
        .put("work_order", row.order().orElse(null))
        .put("equipment", row.equipment().orElse(null))
        .put("area", counted.keys().area().orElse(null))
        .put("class", counted.keys().equipmentClass().orElse(null))
        .put("contractor", counted.keys().contractor().orElse(null))
        .put("trade", counted.keys().trade().orElse(null))
        .put("numerator", figure.unit().numerator(counted.numerator()))
        .put(
            "denominator",
            figure.unit().sum() ? null : figure.unit().denominator(counted.denominator()));
  }
}
