package org.zhiban.gateway.check;

import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.zhiban.gateway.check.Rehearsal.Miss;
import org.zhiban.gateway.config.shipped.ShippedTemplate;
import org.zhiban.gateway.terminal.Columns;
import org.zhiban.model.Language;

/** The report for a terminal, in the site's language. */
final class TextReport {
  /** Reads shown of one connection. */
  private static final int SHOWN = 12;

  private static final DateTimeFormatter HANDOVER =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Report report;
  private final Language language;
  private final PrintStream out;

  private TextReport(Report report, PrintStream out) {
    this.report = report;
    this.out = out;
    language = report.site().language();
  }

  static void print(Report report, PrintStream out) {
    new TextReport(report, out).print();
  }

  private String say(Phrase phrase) {
    return phrase.in(language);
  }

  private void print() {
    out.println(
        report.site().name().in(language)
            + " ("
            + report.site().id()
            + "): "
            + counted(report.links().size(), Phrase.LINKS)
            + ", "
            + counted(report.site().equipment().size(), Phrase.EQUIPMENT)
            + ", "
            + counted(report.points(), Phrase.POINTS)
            + ", "
            + counted(report.rules(), Phrase.RULES)
            + ", "
            + counted(report.site().plans().size(), Phrase.PLANS));
    links();
    notices();
    turns();
    tests();
  }

  private String counted(int count, Phrase what) {
    return count + " " + say(what);
  }

  private void links() {
    out.println();
    out.println(say(Phrase.CONNECTIONS));
    Columns columns = new Columns();
    columns.row(
        say(Phrase.CONNECTION),
        say(Phrase.TYPE),
        say(Phrase.POINTS),
        say(Phrase.REQUESTS),
        say(Phrase.REGISTERS),
        say(Phrase.BITS),
        say(Phrase.RATE),
        say(Phrase.LOAD));
    for (LinkPlan link : report.links()) {
      boolean polled = link.manner() == LinkPlan.Manner.POLLED;
      columns.row(
          link.connection().id(),
          link.connection().type(),
          String.valueOf(link.points()),
          polled ? String.valueOf(link.requests()) : say(Phrase.SUBSCRIBED),
          polled ? String.valueOf(link.registers()) : "-",
          polled ? String.valueOf(link.bits()) : "-",
          decimal(link.requestsPerSecond()),
          percent(link.load()));
    }
    columns.lines("  ").forEach(out::println);
    report.links().forEach(this::reads);
  }

  private void reads(LinkPlan link) {
    Columns columns = new Columns();
    link.reads().stream()
        .limit(SHOWN)
        .forEach(
            read ->
                columns.row(
                    read.what(), every(read.every()), counted(read.points(), Phrase.POINTS)));
    if (!link.reads().isEmpty()) {
      out.println();
      out.println("  " + link.connection().id());
      columns.lines("    ").forEach(out::println);
    }
    if (link.reads().size() > SHOWN) {
      out.println("    … +" + (link.reads().size() - SHOWN));
    }
  }

  private static String every(Duration period) {
    long millis = period.toMillis();
    return millis == 0 ? "" : millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  private static String decimal(OptionalDouble value) {
    return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", value.getAsDouble());
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f %%", share.getAsDouble() * 100);
  }

  private void notices() {
    out.println();
    for (ShippedTemplate template : report.shipped()) {
      out.println(say(Phrase.SHIPPED) + ": " + template.id() + ": " + template.title());
      if (!template.notVerified().isEmpty()) {
        out.println(
            "notice: "
                + template.id()
                + ": "
                + say(Phrase.NOT_VERIFIED)
                + ": "
                + String.join(", ", template.notVerified().keySet()));
      }
    }
    report.off().forEach(key -> out.println("notice: " + key + ": " + say(Phrase.OFF)));
    for (Finding finding : report.findings()) {
      out.println(say(Phrase.CANNOT) + ": " + finding.where() + ": " + finding.what().in(language));
    }
  }

  private void turns() {
    if (report.turns().isEmpty()) {
      return;
    }
    out.println();
    out.println(say(Phrase.ROSTERS));
    Columns columns = new Columns();
    columns.row(say(Phrase.ROSTER), say(Phrase.NOW), say(Phrase.UNTIL), say(Phrase.NEXT));
    for (Turn turn : report.turns()) {
      columns.row(
          turn.roster().id(),
          Turn.name(report.site(), turn.now().member()),
          HANDOVER.format(Turn.wall(report.site(), turn.now().to())),
          Turn.name(report.site(), turn.next().member()));
    }
    columns.lines("  ").forEach(out::println);
  }

  private void tests() {
    out.println();
    if (!report.rehearsals().isEmpty()) {
      out.println(say(Phrase.TESTS));
    }
    for (Rehearsal rehearsal : report.rehearsals()) {
      Phrase verdict = rehearsal.passed() ? Phrase.PASS : Phrase.FAIL;
      out.println(
          "  "
              + say(verdict)
              + "  "
              + Paths.printed(report.folder(), rehearsal.test().position())
              + "  "
              + rehearsal.test().name());
      for (Miss miss : rehearsal.misses()) {
        out.println(
            "    "
                + Paths.printed(report.folder(), miss.position())
                + ": "
                + say(Phrase.EXPECTED)
                + " "
                + miss.expected()
                + ", "
                + say(Phrase.FOUND)
                + " "
                + miss.found());
      }
    }
    if (report.holds()) {
      out.println(say(Phrase.SOUND));
    }
  }
}
