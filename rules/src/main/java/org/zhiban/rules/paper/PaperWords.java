package org.zhiban.rules.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.paper.PaperReminder;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.rules.notify.Advice;

/** What is said of papers that run out: all that came at once in one message. */
public final class PaperWords {
  private PaperWords() {}

  /** Empty where nothing of it is to be told. */
  public static Optional<Advice.Said> of(Site site, List<PaperReminder> reminders, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, site.zone());
    List<LocalizedText> lines =
        reminders.stream()
            .filter(PaperReminder::told)
            .map(reminder -> line(site, reminder, today))
            .toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Advice.Said(
                "papers",
                Priority.P4,
                new LocalizedText(
                    "【到期提醒】证书、保修 " + lines.size() + " 项",
                    "[Runs out] certificates and warranties: " + lines.size()),
                lines,
                "/plans"));
  }

  private static LocalizedText line(Site site, PaperReminder reminder, LocalDate today) {
    Paper paper = reminder.paper();
    LocalizedText name =
        Optional.ofNullable(site.equipment().get(paper.equipment()))
            .map(Equipment::name)
            .orElse(LocalizedText.same(paper.equipment()));
    long left = paper.daysLeft(today);
    boolean over = left < 0;
    String order = reminder.workOrder().map(id -> "，" + id).orElse("");
    String orderEn = reminder.workOrder().map(id -> ", " + id).orElse("");
    return switch (paper.type()) {
      case CERTIFICATE ->
          new LocalizedText(
              "%s %s（%s）有效期至 %s，%s%s"
                  .formatted(
                      name.zh(),
                      paper.kind(),
                      paper.number(),
                      paper.validUntil(),
                      over ? "已过期 " + -left + " 天" : "还有 " + left + " 天",
                      order),
              "%s %s (%s) valid until %s, %s%s"
                  .formatted(
                      name.en(),
                      paper.kind(),
                      paper.number(),
                      paper.validUntil(),
                      over ? "over for " + -left + " d" : left + " d left",
                      orderEn));
      case WARRANTY ->
          new LocalizedText(
              "%s 保修期至 %s，还有 %d 天".formatted(name.zh(), paper.validUntil(), left),
              "%s warranty until %s, %d d left".formatted(name.en(), paper.validUntil(), left));
    };
  }
}
