package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.figures.FigureCsv;
import org.zhiban.gateway.figures.RecordCsv;
import org.zhiban.model.site.Site;
import org.zhiban.rules.figures.Counted;
import org.zhiban.rules.figures.FigureResult;
import org.zhiban.rules.figures.Figures;
import org.zhiban.rules.figures.Grouping;
import org.zhiban.rules.figures.Period;
import org.zhiban.rules.figures.Records;

/** Figures of a period, and the rows that each of them counts. */
final class KpiRoutes {
  /** All that was ever ordered is not read at once. */
  private static final Duration LONGEST = Duration.ofDays(3 * 366);

  /** What belongs to no group, in a table. */
  private static final String NO_GROUP = "—";

  private final Running gateway;
  private final InTurn inTurn = new InTurn("figures");

  KpiRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer figures(Call call) {
    return inTurn.of(() -> page(call));
  }

  private Answer page(Call call) {
    Site site = gateway.site();
    Period period = period(call);
    Optional<Grouping> grouping = grouping(call);
    Figures figures = read(period);
    List<FigureResult> results = figures.of(period);
    List<FigureView.OfMonth> months = months(figures, period, grouping);
    return Answer.ok(
        new FigureView(site)
            .page(results, grouping, months)
            .put("from", Times.text(period.from()))
            .put("to", Times.text(period.to()))
            .put("as_of", Times.text(period.now()))
            .put("group_by", grouping.map(Grouping::word).orElse(null)));
  }

  private List<FigureView.OfMonth> months(
      Figures figures, Period period, Optional<Grouping> grouping) {
    return grouping.filter(Grouping.MONTH::equals).isEmpty()
        ? List.of()
        : period.months(gateway.site().zone()).stream()
            .map(part -> new FigureView.OfMonth(part.month(), figures.of(part.part())))
            .toList();
  }

  /** The same for a spreadsheet: each figure, then its groups. */
  Answer csv(Call call) {
    return inTurn.of(() -> sheet(call));
  }

  private Answer sheet(Call call) {
    Period period = period(call);
    Optional<Grouping> grouping = grouping(call);
    Figures figures = read(period);
    List<FigureResult> results = figures.of(period);
    List<FigureView.OfMonth> months = months(figures, period, grouping);
    List<FigureCsv.Line> lines = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      FigureResult result = results.get(i);
      lines.add(new FigureCsv.Line("", result));
      for (FigureView.OfMonth month : months) {
        lines.add(new FigureCsv.Line(month.month().toString(), month.results().get(i)));
      }
      grouping
          .filter(by -> by != Grouping.MONTH)
          .ifPresent(
              by ->
                  result
                      .by(by)
                      .forEach(
                          (key, part) ->
                              lines.add(new FigureCsv.Line(key.isEmpty() ? NO_GROUP : key, part))));
    }
    return file("figures", FigureCsv.of(gateway.site(), lines));
  }

  Answer rowsCsv(Call call) {
    return inTurn.of(
        () -> {
          FigureResult result = one(call);
          return file(result.figure().id(), FigureCsv.rows(gateway.site(), result));
        });
  }

  /** A table of what figures are made of. */
  Answer records(Call call) {
    return inTurn.of(() -> table(call));
  }

  private Answer table(Call call) {
    Period period = period(call);
    String name = call.path("table");
    RecordCsv table =
        RecordCsv.named(name).orElseThrow(() -> Refusal.notFound("there is no table " + name));
    Records records = gateway.store().query(q -> q.figures().records(period.from(), period.to()));
    return file(name, table.of(gateway.site(), records));
  }

  private static Answer file(String name, String table) {
    return Answer.file("text/csv; charset=utf-8", name + ".csv", Buffer.buffer(table));
  }

  Answer rows(Call call) {
    return inTurn.of(() -> counted(call));
  }

  private Answer counted(Call call) {
    FigureResult result = one(call);
    int limit = call.query("limit").map(Integer::parseInt).orElse(100);
    int from = Math.min(place(call), result.rows().size());
    int to = Math.min(from + limit, result.rows().size());
    FigureView view = new FigureView(gateway.site());
    JsonArray items = new JsonArray();
    for (Counted row : result.rows().subList(from, to)) {
      items.add(view.row(result.figure(), row));
    }
    return Answer.ok(
        new JsonObject()
            .put("figure", view.result(result))
            .put("items", items)
            .put("next", to < result.rows().size() ? Integer.toString(to) : null));
  }

  private static int place(Call call) {
    return call.query("after")
        .map(
            text -> {
              if (!text.matches("[0-9]{1,8}")) {
                throw Refusal.badRequest("after: " + text + " is not the next of a list");
              }
              return Integer.parseInt(text);
            })
        .orElse(0);
  }

  /** The figure that is named, or the part of it that is. */
  private FigureResult one(Call call) {
    Period period = period(call);
    Optional<Grouping> grouping = grouping(call).filter(by -> by != Grouping.MONTH);
    String id = call.path("figure");
    FigureResult whole =
        read(period)
            .of(id, period)
            .orElseThrow(() -> Refusal.notFound("there is no figure " + id + "; see GET /kpi"));
    return grouping.isEmpty() || call.context().queryParam("group").isEmpty()
        ? whole
        : whole.part(grouping.get(), call.query("group").orElse(""));
  }

  private Figures read(Period period) {
    return new Figures(
        gateway.site(),
        gateway.store().query(q -> q.figures().records(period.from(), period.to())));
  }

  /** The running month where nothing is said. */
  private Period period(Call call) {
    Site site = gateway.site();
    Instant now = gateway.clock().instant();
    LocalDate first = LocalDate.ofInstant(now, site.zone()).withDayOfMonth(1);
    Instant from =
        call.query("from")
            .map(text -> Times.parse("from", text, site.zone()))
            .orElseGet(() -> first.atStartOfDay(site.zone()).toInstant());
    Instant to =
        call.query("to")
            .map(text -> Times.parse("to", text, site.zone()))
            .orElseGet(() -> first.plusMonths(1).atStartOfDay(site.zone()).toInstant());
    if (!from.isBefore(to)) {
      throw Refusal.badRequest("to must be later than from; it is not part of the period itself");
    }
    if (from.plus(LONGEST).isBefore(to)) {
      throw Refusal.badRequest("from and to lie at most three years apart");
    }
    return new Period(from, to, now);
  }

  private static Optional<Grouping> grouping(Call call) {
    return call.query("group_by")
        .map(
            word ->
                Grouping.of(word)
                    .orElseThrow(
                        () ->
                            Refusal.badRequest(
                                "group_by is one of " + String.join(", ", Grouping.words()))));
  }
}
