package org.zhiban.gateway.commissioning.sheet;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.model.Language;
import org.zhiban.model.site.Site;

/**
 * The sheet as a table for Excel and its like (RFC 4180, CR LF). It begins with a byte order mark,
 * by which Excel knows UTF-8; a text that a spreadsheet would take for a formula gets an apostrophe
 * before it.
 */
public final class SheetCsv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private static final List<String> HEAD_ZH =
      List.of(
          "设备编号", "设备", "点", "名称", "来源", "系统读数", "单位", "有效性", "现场读数", "允许误差", "签字时系统读数", "结论", "备注",
          "签字人", "签字时间");
  private static final List<String> HEAD_EN =
      List.of(
          "Equipment",
          "Name",
          "Point",
          "Point name",
          "Source",
          "Shown now",
          "Unit",
          "Quality",
          "Read at the device",
          "Tolerance",
          "Shown when signed",
          "Result",
          "Remark",
          "Signed by",
          "Signed at");

  private SheetCsv() {}

  /** The table in the site's language, times in its zone. */
  public static String of(Site site, List<SheetLine> lines) {
    Stream<List<String>> head = Stream.of(site.language() == Language.ZH ? HEAD_ZH : HEAD_EN);
    return table(Stream.concat(head, lines.stream().map(line -> cells(site, line).toList())));
  }

  /** Rows of cells, the head among them, as Excel reads them. */
  public static String table(Stream<List<String>> rows) {
    return BYTE_ORDER_MARK
        + rows.map(row -> row.stream().map(SheetCsv::cell).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static Stream<String> cells(Site site, SheetLine line) {
    Optional<SignedReading> signed = line.signed();
    return Stream.of(
        line.equipment().id(),
        line.equipment().name().in(site.language()),
        line.point().id(),
        line.point().name().in(site.language()),
        line.source(),
        Comparison.shown(line.point(), line.now()).orElse(""),
        line.point().unit().orElse(""),
        line.now().quality().name().toLowerCase(Locale.ROOT),
        signed.map(SignedReading::entered).orElse(""),
        signed.flatMap(SignedReading::tolerance).orElse(""),
        signed.flatMap(SignedReading::shown).orElse(""),
        result(line.state(), site.language()),
        signed.map(SignedReading::remark).orElse(""),
        signed.map(SignedReading::signedBy).orElse(""),
        signed.map(reading -> time(reading.signedAt(), site.zone())).orElse(""));
  }

  private static String result(SheetLine.State state, Language language) {
    boolean zh = language == Language.ZH;
    return switch (state) {
      case OPEN -> zh ? "未核对" : "open";
      case AGREES -> zh ? "一致" : "agrees";
      case DIFFERS -> zh ? "不一致" : "differs";
      case READ_AGAIN -> zh ? "来源已改，须重新核对" : "source changed, read again";
    };
  }

  private static String time(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
        .withZone(zone)
        .format(time);
  }

  static String cell(String text) {
    boolean formula =
        !text.isEmpty()
            && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
            && !NUMBER.matcher(text).matches();
    String safe = formula ? "'" + text : text;
    return safe.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }
}
