package org.zhiban.gateway.commissioning;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.zhiban.drivers.modbus.Candidate;
import org.zhiban.drivers.modbus.Decoding;
import org.zhiban.drivers.modbus.ScanFindings;
import org.zhiban.drivers.modbus.ScanFindings.Ending;
import org.zhiban.drivers.modbus.ScanFindings.Stretch;
import org.zhiban.drivers.modbus.ScanFindings.TableFindings;
import org.zhiban.drivers.modbus.ScanFindings.Unit;
import org.zhiban.model.Language;
import org.zhiban.model.site.PointSource.Table;

/** What a scan found, for a terminal. */
public final class ScanText {
  private static final MathContext SHOWN = new MathContext(7);
  private static final int VALUES_A_LINE = 10;
  private static final int OTHERS_SHOWN = 40;

  private final PrintStream out;
  private final Language language;

  public ScanText(PrintStream out, Language language) {
    this.out = out;
    this.language = language;
  }

  private String say(Phrase phrase) {
    return phrase.in(language);
  }

  /** Prints units, readable addresses and their values. */
  public void print(ScanFindings found) {
    if (found.ending() == Ending.STOPPED) {
      out.println(say(Phrase.STOPPED));
    }
    if (found.units().isEmpty()) {
      out.println(say(Phrase.NONE_ANSWERED));
    }
    found.units().forEach(this::unit);
    found
        .strange()
        .forEach(
            (unit, words) ->
                out.println(
                    say(Phrase.UNIT) + " " + unit + ": " + say(Phrase.STRANGE) + ": " + words));
    out.println(
        found.silent().size()
            + " "
            + say(Phrase.SILENT_UNITS)
            + "; "
            + found.requests()
            + " "
            + say(Phrase.REQUESTS));
  }

  private void unit(Unit unit) {
    out.println(
        say(Phrase.UNIT) + " " + unit.unit() + "  " + say(Phrase.ANSWER) + ": " + unit.answer());
    if (!unit.identity().isEmpty()) {
      out.println(
          "  " + say(Phrase.IDENTITY) + ": " + String.join(" | ", unit.identity().values()));
    }
    for (TableFindings table : unit.tables()) {
      String word = word(table.table());
      if (table.ending() == Ending.NO_SUCH_TABLE) {
        out.println("  " + word + ": " + say(Phrase.NO_SUCH_TABLE));
      } else if (table.stretches().isEmpty()) {
        out.println("  " + word + ": " + say(Phrase.NOTHING));
      }
      table.stretches().forEach(stretch -> stretch(word, table, stretch));
      if (table.ending() == Ending.SILENT) {
        out.println("  " + word + ": " + say(Phrase.FELL_SILENT));
      }
    }
  }

  private void stretch(String word, TableFindings table, Stretch stretch) {
    out.println(
        "  "
            + word
            + "  "
            + stretch.first()
            + "-"
            + stretch.last()
            + "  ("
            + stretch.values().size()
            + ", "
            + say(Phrase.AT_ONCE)
            + " "
            + table.longest()
            + ")");
    List<Integer> values = stretch.values();
    for (int from = 0; from < values.size(); from += VALUES_A_LINE) {
      List<Integer> line = values.subList(from, Math.min(from + VALUES_A_LINE, values.size()));
      // what is zero from end to end says nothing and would bury the rest
      if (line.stream().anyMatch(value -> value != 0)) {
        out.println(
            String.format(Locale.ROOT, "    %5d: ", stretch.first() + from)
                + line.stream().map(String::valueOf).collect(Collectors.joining(" ")));
      }
    }
  }

  /** Prints every decoding of some registers, the likely ones first. */
  public void print(
      int unit, Table table, int address, List<Integer> registers, List<Candidate> candidates) {
    out.println(
        say(Phrase.UNIT)
            + " "
            + unit
            + ", "
            + word(table)
            + " "
            + address
            + ": "
            + registers.stream()
                .map(register -> String.format(Locale.ROOT, "%04x", register))
                .collect(Collectors.joining(" ")));
    if (registers.isEmpty()) {
      out.println("  " + say(Phrase.NO_REGISTERS));
      return;
    }
    String heading = "";
    int others = 0;
    for (Candidate candidate : candidates) {
      String now = candidate.meets() ? say(Phrase.FITS) : say(Phrase.OTHERS);
      if (!now.equals(heading)) {
        out.println("  " + now + ":");
        heading = now;
      }
      others += candidate.meets() ? 0 : 1;
      if (others <= OTHERS_SHOWN) {
        out.println("    " + line(candidate));
      }
    }
  }

  private String line(Candidate candidate) {
    Decoding first = candidate.decodings().getFirst();
    String text = first.text();
    String shown = text == null ? number(candidate.value()) : TemplateText.quoted(text);
    String scale =
        candidate.scale() == 1 ? "" : "  " + say(Phrase.SCALE) + " " + number(candidate.scale());
    String same =
        candidate.decodings().size() == 1
            ? ""
            : "  ("
                + say(Phrase.SAME)
                + " "
                + candidate.decodings().stream()
                    .skip(1)
                    .map(ScanText::name)
                    .collect(Collectors.joining(", "))
                + ")";
    return String.format(Locale.ROOT, "%-16s %-14s", shown, name(first)) + scale + same;
  }

  private static String name(Decoding decoding) {
    String order =
        decoding.registers() > 1
                || decoding.order() == org.zhiban.model.site.PointSource.ByteOrder.ABCD
            ? decoding.order().name()
            : "BA";
    return decoding.type()
        + " "
        + (decoding.registers() == 1 && !order.equals("BA") ? "AB" : order);
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : new BigDecimal(value).round(SHOWN).stripTrailingZeros().toString();
  }

  private static String word(Table table) {
    return table.name().toLowerCase(Locale.ROOT);
  }
}
