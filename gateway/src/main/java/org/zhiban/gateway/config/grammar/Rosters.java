package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Roster.Substitution;
import org.zhiban.model.site.Roster.Turns;

/** Who takes turns at being called. */
final class Rosters {
  private static final Key<LocalDate> FIRST =
      required("from", Times.date(), "the first day of duty");
  private static final Key<LocalDate> LAST = required("to", Times.date(), "the last day of duty");
  private static final Key<String> STANDS_IN =
      required("member", Refs.to(Kind.STAFF), "who stands in");
  private static final MappingShape<Substitution> SUBSTITUTION =
      MappingShape.<Substitution>of(
              "a substitution",
              List.of(FIRST, LAST, STANDS_IN),
              (values, _) ->
                  ordered(values)
                      ? new Substitution(values.get(FIRST), values.get(LAST), values.get(STANDS_IN))
                      : null)
          .check(Rosters::checkDates);

  private static final Key<Turns> TURNS =
      required("turns", Words.lower("a length of turns", Turns.values()), "how long a turn is");
  private static final Key<LocalDate> FROM =
      required("from", Times.date(), "first day of duty of the first member");
  private static final Key<LocalTime> AT =
      required("at", Times.timeOfDay(), "when duty is handed over, by the site's clock");
  private static final Key<List<String>> MEMBERS =
      required("members", ListShape.some(Refs.to(Kind.STAFF)), "who takes turns, in this order");
  private static final Key<List<Substitution>> INSTEAD =
      defaulted(
          "instead",
          ListShape.of(SUBSTITUTION),
          List.of(),
          "who stands in on which days of duty, both dates included; a day of duty lasts from 'at'"
              + " to 'at' of the next");

  private static final MappingShape<Roster> ROSTER =
      MappingShape.<Roster>of(
              "a roster",
              List.of(TURNS, FROM, AT, MEMBERS, INSTEAD),
              (values, reading) ->
                  new Roster(
                      reading.name().text(),
                      values.get(TURNS),
                      values.get(FROM),
                      values.get(AT),
                      values.get(MEMBERS),
                      values.get(INSTEAD),
                      values.mapping().position()))
          .check(Rosters::checkName)
          .check(Rosters::checkOverlaps);

  static final MapShape<Roster> SHAPE =
      new MapShape<>("rosters", Texts.declared(Kind.ROSTER), ROSTER);

  private Rosters() {}

  private static boolean ordered(Values values) {
    return !values.get(LAST).isBefore(values.get(FIRST));
  }

  private static void checkDates(Values values, Reading reading) {
    boolean both = values.find(FIRST).isPresent() && values.find(LAST).isPresent();
    if (both && !ordered(values)) {
      reading.error(
          values.node(LAST),
          "the substitution ends before it begins",
          "write a 'to' not before " + values.get(FIRST));
    }
  }

  private static void checkName(Values values, Reading reading) {
    Node.Scalar name = reading.name();
    if (Notifications.WORDS.contains(name.text())) {
      reading.error(
          name, "'" + name.text() + "' names people or the wall already", "choose another id");
    }
    reading.later(
        () -> {
          for (Kind kind : List.of(Kind.CHANNEL, Kind.STAFF)) {
            if (reading.names().has(kind, name.text())) {
              reading.error(
                  name,
                  "'" + name.text() + "' names a " + kind.word() + " already",
                  "choose another id");
            }
          }
        });
  }

  private static void checkOverlaps(Values values, Reading reading) {
    List<Substitution> inOrder =
        values.find(INSTEAD).orElse(List.of()).stream()
            .sorted(Comparator.comparing(Substitution::from))
            .toList();
    for (int next = 1; next < inOrder.size(); next++) {
      Substitution before = inOrder.get(next - 1);
      Substitution after = inOrder.get(next);
      if (!after.from().isAfter(before.to())) {
        reading.error(
            node(values, after),
            "two stand in on " + after.from() + ": " + before.member() + " and " + after.member(),
            "let one substitution end before the next begins");
        return;
      }
    }
  }

  /** Where a substitution stands in the list. */
  private static Node node(Values values, Substitution substitution) {
    Node list = values.node(INSTEAD);
    int place = values.get(INSTEAD).indexOf(substitution);
    return list instanceof Node.Sequence sequence ? sequence.items().get(place) : list;
  }
}
