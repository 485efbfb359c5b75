package org.zhiban.model.visit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is on record of an order's return visits.
 *
 * @param draws one a level, in their order; none: it never came to a visit, or from before lots
 *     were drawn
 * @param answers in their order
 */
public record VisitBook(List<VisitDraw> draws, List<VisitAnswer> answers) {
  /** Nothing is. */
  public static final VisitBook NONE = new VisitBook(List.of(), List.of());

  public VisitBook {
    draws = draws.stream().sorted(Comparator.comparing(VisitDraw::level)).toList();
    answers = List.copyOf(answers);
  }

  public Optional<VisitDraw> draw(VisitLevel level) {
    return draws.stream().filter(draw -> draw.level() == level).findFirst();
  }

  public Stream<VisitAnswer> answers(VisitLevel level) {
    return answers.stream().filter(answer -> answer.level() == level);
  }

  /** Whether somebody answered who was asked so. */
  public boolean reached(VisitLevel level) {
    return answers(level).anyMatch(VisitAnswer::reached);
  }

  /** Whether it was drawn. */
  public boolean drawn(VisitLevel level) {
    return draw(level).filter(VisitDraw::drawn).isPresent();
  }

  public VisitBook with(VisitAnswer answer) {
    return new VisitBook(draws, Stream.concat(answers.stream(), Stream.of(answer)).toList());
  }
}
