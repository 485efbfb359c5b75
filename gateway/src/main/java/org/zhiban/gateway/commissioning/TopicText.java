package org.zhiban.gateway.commissioning;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.stream.Collectors;
import org.zhiban.gateway.commissioning.TopicFindings.Field;
import org.zhiban.gateway.commissioning.TopicFindings.Topic;
import org.zhiban.model.Language;

/** What was heard at a broker, for a person. */
public final class TopicText {
  private static final MathContext SHORT = new MathContext(6);

  private final PrintStream out;
  private final Language words;

  public TopicText(PrintStream out, Language words) {
    this.out = out;
    this.words = words;
  }

  /** Prints every topic with its fields. */
  public void print(TopicFindings found) {
    if (found.topics().isEmpty()) {
      out.println(Phrase.NOTHING_HEARD.in(words));
    }
    found.topics().forEach(this::print);
    if (found.leftOut() > 0) {
      out.println(found.leftOut() + " " + Phrase.TOPICS_LEFT_OUT.in(words));
    }
    if (found.dropped() > 0) {
      out.println(found.dropped() + " " + Phrase.TOO_FAST.in(words));
    }
    out.println(
        found.messages() + " " + Phrase.MESSAGES.in(words) + ", " + number(found.seconds()) + " s");
  }

  private void print(Topic topic) {
    Double interval = topic.intervalS();
    out.println(
        topic.topic()
            + "  "
            + topic.messages()
            + " "
            + Phrase.MESSAGES.in(words)
            + (interval == null
                ? ""
                : ", " + Phrase.EVERY.in(words) + " " + number(interval) + " s")
            + (topic.retained() > 0 ? ", " + Phrase.RETAINED.in(words) : "")
            + ", "
            + (topic.payload() == null
                ? Phrase.DIFFERING.in(words)
                : topic.payload().name().toLowerCase(Locale.ROOT))
            + (topic.event() ? ", " + Phrase.RECORDS.in(words) : ""));
    topic.fields().forEach(this::print);
  }

  private void print(Field field) {
    String shown = field.pointer().isEmpty() ? "(" + Phrase.WHOLE.in(words) + ")" : field.pointer();
    out.println(
        "  "
            + shown
            + "  "
            + field.type().name().toLowerCase(Locale.ROOT)
            + (field.time() ? ", " + Phrase.TIME.in(words) : "")
            + (field.identity() ? ", " + Phrase.IDENTITY_OF.in(words) : "")
            + "  "
            + (field.covered() ? Phrase.COVERED.in(words) : values(field)));
  }

  private static String values(Field field) {
    Double min = field.min();
    Double max = field.max();
    if (min != null && max != null && !field.identity()) {
      return min.equals(max) ? number(min) : number(min) + " … " + number(max);
    }
    return field.examples().stream()
        .map(value -> "\"" + value + "\"")
        .collect(Collectors.joining(" "));
  }

  private static String number(double value) {
    return new BigDecimal(value).round(SHORT).stripTrailingZeros().toPlainString();
  }
}
