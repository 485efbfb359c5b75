package org.zhiban.gateway.rehearsal;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.change.RuleChanges;
import org.zhiban.model.LocalizedText;

/**
 * The report for programs: of the command and of the call. Keys are added in later versions, never
 * renamed or taken away.
 */
public final class ReplayJson {
  /** More deviations than these are counted and not listed. */
  static final int LISTED = 1_000;

  private ReplayJson() {}

  /** The whole report. */
  public static JsonObject of(ReplayReport report) {
    JsonArray rules = new JsonArray();
    Map<String, LocalizedText> titles = titles(report);
    report
        .rows()
        .forEach(
            (name, row) ->
                rules.add(
                    new JsonObject()
                        .put("equipment", name.equipment())
                        .put("rule", name.rule())
                        .put("title", title(titles.get(name.toString())))
                        .put("recorded", figures(row.recorded()))
                        .put("standing", figures(row.standing()))
                        .put("proposed", row.proposed().map(ReplayJson::figures).orElse(null))));
    return new JsonObject()
        .put("site", report.site().id())
        .put("from", report.period().from().toString())
        .put("to", report.period().to().toString())
        .put("warm_up_s", report.warmUp().toSeconds())
        .put("samples", report.samples())
        .put("events", report.events())
        .put("damaged", report.damaged())
        .put("cut", report.cut())
        .put("changes", report.changes().map(ReplayJson::changes).orElse(null))
        .put("rules", rules)
        .put("unlike_record", deviations(report, report.unlike(), Optional.empty()))
        .put("proposed", deviations(report, report.proposed(), report.changes()));
  }

  private static Map<String, LocalizedText> titles(ReplayReport report) {
    Map<String, LocalizedText> titles = new HashMap<>();
    report.site().activeRules().forEach(rule -> titles.put(rule.name(), rule.title()));
    report.changes().ifPresent(changes -> titles.putAll(changes.titles()));
    return titles;
  }

  /** What a rule is called; null where it says nothing itself. */
  private static @Nullable JsonObject title(@Nullable LocalizedText title) {
    return title == null || title.zh().isBlank() ? null : words(title);
  }

  private static JsonObject figures(RuleFigures figures) {
    return new JsonObject()
        .put("raised", figures.raised())
        .put("in_alarm_s", figures.inAlarm().toSeconds())
        .put("first", text(figures.first()))
        .put("last", text(figures.last()))
        .put("orders", figures.orders());
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  /** Which rules differ. */
  public static JsonObject changes(RuleChanges changes) {
    JsonObject changed = new JsonObject();
    changes
        .changed()
        .forEach(
            (name, differences) -> {
              JsonArray list = new JsonArray();
              differences.forEach(
                  one ->
                      list.add(
                          new JsonObject()
                              .put("what", one.path())
                              .put("before", one.before())
                              .put("after", one.after())));
              changed.put(name, list);
            });
    return new JsonObject()
        .put("added", new JsonArray(changes.added()))
        .put("removed", new JsonArray(changes.removed()))
        .put("changed", changed)
        .put("titles", titles(changes.titles()));
  }

  /** Titles of rules by name; those that give none are left out. */
  public static JsonObject titles(Map<String, LocalizedText> titles) {
    JsonObject json = new JsonObject();
    new TreeMap<>(titles)
        .forEach(
            (name, title) -> {
              if (!title.zh().isBlank()) {
                json.put(name, words(title));
              }
            });
    return json;
  }

  private static JsonObject deviations(
      ReplayReport report, List<Deviation> deviations, Optional<RuleChanges> changes) {
    Why why = new Why(report.site(), changes);
    JsonArray items = new JsonArray();
    deviations.stream().limit(LISTED).forEach(one -> items.add(deviation(one, why)));
    return new JsonObject()
        .put("more", count(deviations, Deviation.Turn.MORE))
        .put("less", count(deviations, Deviation.Turn.LESS))
        .put("otherwise", count(deviations, Deviation.Turn.OTHERWISE))
        .put("items", items);
  }

  private static long count(List<Deviation> deviations, Deviation.Turn turn) {
    return deviations.stream().filter(one -> one.turn() == turn).count();
  }

  private static JsonObject deviation(Deviation deviation, Why why) {
    JsonObject json =
        new JsonObject()
            .put("turn", deviation.turn().name().toLowerCase(java.util.Locale.ROOT))
            .put("time", deviation.at().toString())
            .put("equipment", deviation.rule().equipment())
            .put("rule", deviation.rule().rule())
            .put("why", words(why.of(deviation)));
    return switch (deviation) {
      case Deviation.OfAlarm alarm ->
          json.put("of", "alarm")
              .put("key", alarm.shown().key())
              .put("priority", alarm.shown().priority().name())
              .put("message", words(alarm.shown().message()))
              .put("before", alarm.before().map(ReplayJson::episode).orElse(null))
              .put("after", alarm.after().map(ReplayJson::episode).orElse(null));
      case Deviation.OfOrder order ->
          json.put("of", "order")
              .put("trade", order.shown().trade())
              .put("title", words(order.shown().title()));
    };
  }

  private static JsonObject episode(Episode episode) {
    return new JsonObject()
        .put("raised_at", episode.raisedAt().toString())
        .put("cleared_at", text(episode.clearedAt()))
        .put("priority", episode.priority().name())
        .put("suppressed", episode.suppressed());
  }

  private static JsonObject words(LocalizedText text) {
    return new JsonObject().put("zh", text.zh()).put("en", text.en());
  }
}
