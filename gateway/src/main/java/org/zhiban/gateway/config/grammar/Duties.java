package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Certificate;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.site.PrivacySpec;
import org.zhiban.model.site.Span;
import org.zhiban.model.staff.Role;

/** Patrols, certificates and the keeping of private fields. */
final class Duties {
  private static final Key<String> PATROL_ID =
      required("id", Texts.declared(Kind.PATROL), "the route's id");
  private static final Key<LocalizedText> NAME =
      optional("name", Localized.TEXT, "as people call the route; else its id");
  private static final Key<String> TRADE = required("trade", Trades.trade(), "who walks it");
  private static final Key<List<LocalTime>> AT =
      required("at", ListShape.some(Times.timeOfDay()), "times of every day");
  private static final Key<Duration> TOLERANCE =
      defaulted("tolerance", Durations.duration(), Duration.ofMinutes(30), "early or late by this");
  private static final Key<List<String>> CHECKPOINTS =
      required(
          "checkpoints", ListShape.some(Refs.to(Kind.EQUIPMENT)), "equipment passed, in order");

  private static final Key<Integer> RANDOM =
      optional("random", Numbers.whole(1, 1000), "of the checkpoints so many, drawn anew each day");

  static final ListShape<Patrol> PATROLS =
      ListShape.of(
          MappingShape.<Patrol>of(
                  "a patrol",
                  List.of(PATROL_ID, NAME, TRADE, AT, TOLERANCE, CHECKPOINTS, RANDOM),
                  (values, _) ->
                      new Patrol(
                          values.get(PATROL_ID),
                          values
                              .find(NAME)
                              .orElseGet(() -> LocalizedText.same(values.get(PATROL_ID))),
                          values.get(TRADE),
                          values.get(AT),
                          values.get(TOLERANCE),
                          values.get(CHECKPOINTS),
                          values.findInt(RANDOM)))
              .check(Duties::checkRandom));

  private static final Key<String> EQUIPMENT =
      required("equipment", Refs.to(Kind.EQUIPMENT), "whose paper it is");
  private static final Key<String> PAPER = required("kind", Texts.text(), "what it certifies");
  private static final Key<String> NUMBER = required("number", Texts.text(), "its number");
  private static final Key<LocalDate> VALID_UNTIL =
      required("valid_until", Times.date(), "its last day");

  static final ListShape<Certificate> CERTIFICATES =
      ListShape.of(
          MappingShape.of(
              "a certificate",
              List.of(EQUIPMENT, PAPER, NUMBER, VALID_UNTIL),
              (values, _) ->
                  new Certificate(
                      values.get(EQUIPMENT),
                      values.get(PAPER),
                      values.get(NUMBER),
                      values.get(VALID_UNTIL))));

  private static final Key<Span> CLEAR_TEXT =
      required("clear_text", Durations.span(), "how long readable");
  private static final Key<Span> HASHED =
      required("hashed", Durations.span(), "how long kept at all, as a hash");
  private static final Key<List<Role>> MAY_SEE =
      required(
          "may_see",
          ListShape.of(Words.lower("a role", Role.values())),
          "roles that may see the clear text");

  static final MappingShape<PrivacySpec> PRIVACY =
      MappingShape.<PrivacySpec>of(
              "the privacy",
              List.of(CLEAR_TEXT, HASHED, MAY_SEE),
              (values, _) ->
                  new PrivacySpec(
                      values.get(CLEAR_TEXT), values.get(HASHED), Set.copyOf(values.get(MAY_SEE))))
          .check(Duties::checkPrivacy);

  private Duties() {}

  private static void checkRandom(Values values, Reading reading) {
    int all = values.find(CHECKPOINTS).map(List::size).orElse(Integer.MAX_VALUE);
    if (values.find(RANDOM).filter(drawn -> drawn > all).isPresent()) {
      reading.error(
          values.node(RANDOM),
          "the route has no more than " + all + " checkpoints to draw from",
          "write a number not over " + all + ", or take 'random' out");
    }
  }

  private static void checkPrivacy(Values values, Reading reading) {
    Span clear = values.find(CLEAR_TEXT).orElse(null);
    Span hashed = values.find(HASHED).orElse(null);
    for (Key<Span> key : List.of(CLEAR_TEXT, HASHED)) {
      if (values.find(key).filter(span -> span.unit() == Span.Unit.WORKING_DAY).isPresent()) {
        reading.error(values.node(key), "fields are kept for calendar days", "write it in days, d");
        return;
      }
    }
    if (clear != null && hashed != null && clear.toDuration().compareTo(hashed.toDuration()) > 0) {
      reading.error(
          values.node(HASHED),
          "the hash would go before the clear text",
          "write a time not shorter than " + clear);
    }
  }
}
