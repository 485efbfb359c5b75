package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;

import java.util.List;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.model.site.Answers;
import org.zhiban.model.site.Span;

/** By when complaints and demands are answered. */
final class AnswerTargets {
  private static final Answers USUAL = Answers.USUAL;

  private static final Key<Span> MINOR =
      target("minor_complaint", USUAL.minor(), "until a minor complaint is answered");
  private static final Key<Span> MODERATE =
      target("important_complaint", USUAL.important(), "until an important complaint is answered");
  private static final Key<Span> SERIOUS =
      target("major_complaint", USUAL.major(), "until a major complaint is answered");
  private static final Key<Span> SETTLED =
      target(
          "complaint_settled",
          USUAL.settled(),
          "until a complaint ends; longer with a manager's leave");
  private static final Key<Span> DEMAND =
      target("demand", USUAL.demand(), "until a demand or a suggestion is answered");

  static final MappingShape<Answers> SHAPE =
      MappingShape.of(
          "the answers",
          List.of(MINOR, MODERATE, SERIOUS, SETTLED, DEMAND),
          (values, _) ->
              new Answers(
                  values.get(MINOR),
                  values.get(MODERATE),
                  values.get(SERIOUS),
                  values.get(SETTLED),
                  values.get(DEMAND)));

  private AnswerTargets() {}

  private static Key<Span> target(String name, Span usual, String says) {
    return defaulted(name, Durations.span(), usual, says);
  }
}
