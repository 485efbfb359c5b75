package org.zhiban.gateway.maintenance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.maintenance.Visits;

/**
 * Visits as an iCalendar (RFC 5545): a day long, or as long as the plan's window. A visit keeps its
 * UID whatever becomes of it, so that a calendar moves or ticks it and never shows it twice.
 *
 * <p>Lines are folded by octets, as the RFC counts: libraries count characters, of which a Chinese
 * one takes three.
 */
public final class VisitCalendar {
  private static final int LINE_OCTETS = 75;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Site site;
  private final Language language;
  private final Instant now;
  private final StringBuilder text = new StringBuilder(4096);

  private VisitCalendar(Site site, Language language, Instant now) {
    this.site = site;
    this.language = language;
    this.now = now;
  }

  /**
   * The text of a calendar.
   *
   * @param visits those of plans and equipment that the site knows no more are left out
   * @param of whose they are, in words; empty: all
   */
  public static String of(
      Site site,
      List<Occurrence> visits,
      Optional<LocalizedText> of,
      Language language,
      Instant now) {
    VisitCalendar calendar = new VisitCalendar(site, language, now);
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//Zhiban//Maintenance//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.line("METHOD", "PUBLISH");
    LocalizedText name = of.orElse(site.name());
    calendar.text(
        "X-WR-CALNAME",
        calendar.in(new LocalizedText(name.zh() + " 维保", name.en() + ", maintenance")));
    calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    calendar.line("X-PUBLISHED-TTL", "PT1H");
    visits.forEach(calendar::visit);
    calendar.line("END", "VCALENDAR");
    return calendar.text.toString();
  }

  private void visit(Occurrence visit) {
    Equipment equipment = site.equipment().get(visit.equipment());
    PlanSpec plan = site.plans().get(visit.plan());
    boolean covered =
        visit.state() == Occurrence.State.ABSORBED
            || (visit.state() == Occurrence.State.DUE && visit.absorbedBy().isPresent());
    if (equipment == null || plan == null || covered) {
      return;
    }
    line("BEGIN", "VEVENT");
    text(
        "UID",
        String.join(
            "/",
            site.id(),
            visit.plan(),
            visit.equipment(),
            visit.nominal().toString(),
            visit.level().word()));
    line("DTSTAMP", TIME.format(now));
    times(visit, plan);
    text("SUMMARY", sign(visit) + in(Visits.title(equipment, visit.level())));
    equipment.location().ifPresent(location -> text("LOCATION", location));
    text("DESCRIPTION", description(visit, plan));
    line("STATUS", "CONFIRMED");
    line("TRANSP", "TRANSPARENT");
    line("END", "VEVENT");
  }

  private void times(Occurrence visit, PlanSpec plan) {
    if (plan.window().isEmpty()) {
      LocalDate date = LocalDate.ofInstant(visit.startAt(), site.zone());
      line("DTSTART;VALUE=DATE", day(date));
      line("DTEND;VALUE=DATE", day(date.plusDays(1)));
      return;
    }
    PlanSpec.Window window = plan.window().get();
    Duration length = Duration.between(window.from(), window.to());
    if (!length.isPositive()) {
      length = length.plusDays(1);
    }
    line("DTSTART", TIME.format(visit.startAt()));
    line("DTEND", TIME.format(visit.startAt().plus(length)));
  }

  private static String day(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  private String sign(Occurrence visit) {
    return switch (visit.state()) {
      case DUE -> visit.dueAt().isBefore(now) ? in(new LocalizedText("【逾期】", "[overdue] ")) : "";
      case DONE -> "✓ ";
      case MISSED -> in(new LocalizedText("【漏检】", "[missed] "));
      case ABSORBED -> "";
    };
  }

  private String description(Occurrence visit, PlanSpec plan) {
    String due = CLOCK.format(visit.dueAt().atZone(site.zone()));
    StringBuilder words =
        new StringBuilder(in(new LocalizedText("最迟 " + due, "Due by " + due)))
            .append('\n')
            .append(in(new LocalizedText("计划 " + plan.id(), "Plan " + plan.id())));
    visit
        .workOrder()
        .ifPresent(
            order ->
                words
                    .append('\n')
                    .append(in(new LocalizedText("工单 " + order, "Work order " + order))));
    return words.toString();
  }

  private String in(LocalizedText words) {
    return words.in(language);
  }

  /** A line whose value is text (RFC 5545, 3.3.11). */
  private void text(String name, String value) {
    line(
        name,
        value
            .replace("\\", "\\\\")
            .replace(";", "\\;")
            .replace(",", "\\,")
            .replace("\r\n", "\n")
            .replace('\r', '\n')
            .replace("\n", "\\n"));
  }

  /** A line of at most 75 octets, its rest behind a space on the next (RFC 5545, 3.1). */
  private void line(String name, String value) {
    int octets = 0;
    for (int point : (name + ":" + value).codePoints().toArray()) {
      String one = Character.toString(point);
      int more = one.getBytes(StandardCharsets.UTF_8).length;
      if (octets + more > LINE_OCTETS) {
        text.append("\r\n ");
        octets = 1;
      }
      text.append(one);
      octets += more;
    }
    text.append("\r\n");
  }
}
