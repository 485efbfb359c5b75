package org.zhiban.gateway.rehearsal;

import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.gateway.change.RuleChanges;
import org.zhiban.gateway.terminal.Columns;
import org.zhiban.model.Language;

/** The report for a terminal; times are the site's. */
public final class ReplayText {
  private static final int LISTED = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final ReplayReport report;
  private final Language language;
  private final PrintStream out;

  private ReplayText(ReplayReport report, Language language, PrintStream out) {
    this.report = report;
    this.language = language;
    this.out = out;
  }

  /** Prints it. */
  public static void print(ReplayReport report, Language language, PrintStream out) {
    new ReplayText(report, language, out).print();
  }

  private void print() {
    out.printf(
        "%s %s: %s - %s (%s), %d %s, %d %s, %s %d min%n",
        say(Phrase.REHEARSED),
        report.site().name().in(language),
        time(report.period().from()),
        time(report.period().to()),
        report.site().zone(),
        report.samples(),
        say(Phrase.SAMPLES),
        report.events(),
        say(Phrase.EVENTS),
        say(Phrase.WARM_UP),
        report.warmUp().toMinutes());
    if (report.damaged() > 0) {
      out.println("! " + report.damaged() + " " + say(Phrase.DAMAGED));
    }
    if (report.cut()) {
      out.println("! " + say(Phrase.CUT));
    }
    table();
    deviations(Phrase.UNLIKE_RECORD, report.unlike(), Optional.empty());
    report.changes().ifPresent(found -> proposal(found));
    out.println();
    out.println(say(Phrase.THINNED));
  }

  private void proposal(RuleChanges changes) {
    out.println();
    changes.added().forEach(rule -> out.println("+ " + rule));
    changes.removed().forEach(rule -> out.println("- " + rule));
    changes
        .changed()
        .forEach(
            (rule, differences) ->
                differences.forEach(one -> out.println("~ " + rule + " " + one)));
    deviations(Phrase.PROPOSAL, report.proposed(), Optional.of(changes));
  }

  private void table() {
    out.println();
    if (report.rows().isEmpty()) {
      out.println(say(Phrase.NO_ALARM));
      return;
    }
    boolean three = report.changes().isPresent();
    Columns columns = new Columns();
    List<String> head = new ArrayList<>();
    head.add(say(Phrase.RULE));
    head(head, Phrase.RECORDED);
    head(head, Phrase.STANDING);
    if (three) {
      head(head, Phrase.PROPOSED);
    }
    head.add(say(Phrase.FIRST));
    head.add(say(Phrase.LAST));
    columns.row(head.toArray(String[]::new));
    report.rows().forEach((name, row) -> columns.row(cells(name, row)));
    columns.lines("").forEach(out::println);
  }

  private void head(List<String> cells, Phrase whose) {
    cells.add(say(whose));
    cells.add(say(Phrase.MINUTES));
    cells.add(say(Phrase.ORDERS));
  }

  private String[] cells(RuleName name, ReplayReport.Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(name.toString());
    figures(cells, row.recorded());
    figures(cells, row.standing());
    row.proposed().ifPresent(figures -> figures(cells, figures));
    RuleFigures latest = row.proposed().orElse(row.standing());
    RuleFigures shown = latest.raised() == 0 ? row.recorded() : latest;
    cells.add(shown.first().map(this::time).orElse("-"));
    cells.add(shown.last().map(this::time).orElse("-"));
    return cells.toArray(String[]::new);
  }

  private static void figures(List<String> cells, RuleFigures figures) {
    cells.add(Integer.toString(figures.raised()));
    cells.add(String.format(Locale.ROOT, "%.1f", figures.inAlarm().toMillis() / 60_000.0));
    cells.add(Integer.toString(figures.orders()));
  }

  private void deviations(Phrase title, List<Deviation> deviations, Optional<RuleChanges> changes) {
    out.println();
    out.println(say(title) + ": " + counts(deviations));
    Why why = new Why(report.site(), changes);
    Columns columns = new Columns();
    deviations.stream().limit(LISTED).forEach(one -> columns.row(cells(one, why)));
    columns.lines("  ").forEach(out::println);
    if (deviations.size() > LISTED) {
      out.println("  … " + (deviations.size() - LISTED) + " " + say(Phrase.FURTHER));
    }
  }

  private String counts(List<Deviation> deviations) {
    if (deviations.isEmpty()) {
      return say(Phrase.NONE);
    }
    List<String> parts = new ArrayList<>();
    for (Deviation.Turn turn : Deviation.Turn.values()) {
      long count = deviations.stream().filter(one -> one.turn() == turn).count();
      parts.add(count + " " + say(phrase(turn)));
    }
    return String.join(", ", parts);
  }

  private String[] cells(Deviation deviation, Why why) {
    String reason = why.of(deviation).in(language);
    return switch (deviation) {
      case Deviation.OfAlarm alarm ->
          new String[] {
            say(phrase(deviation.turn())),
            say(Phrase.ALARM),
            time(deviation.at()),
            deviation.rule() + (alarm.shown().key().isEmpty() ? "" : " " + alarm.shown().key()),
            alarm.shown().priority().name(),
            alarm.shown().message().in(language),
            reason
          };
      case Deviation.OfOrder order ->
          new String[] {
            say(phrase(deviation.turn())),
            say(Phrase.ORDER),
            time(deviation.at()),
            deviation.rule().toString(),
            order.shown().trade(),
            order.shown().title().in(language),
            reason
          };
    };
  }

  private static Phrase phrase(Deviation.Turn turn) {
    return switch (turn) {
      case MORE -> Phrase.MORE;
      case LESS -> Phrase.LESS;
      case OTHERWISE -> Phrase.OTHERWISE;
    };
  }

  private String time(Instant time) {
    return TIME.format(time.atZone(report.site().zone()));
  }

  private String say(Phrase phrase) {
    return phrase.in(language);
  }
}
