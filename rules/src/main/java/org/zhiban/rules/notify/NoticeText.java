package org.zhiban.rules.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;

/** Words a message: what, where, since when, what to do. In the language of the site. */
public final class NoticeText {
  /** Of a joint message; the rest is counted. */
  private static final int MOST_LINES = 20;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Site site;
  private final Language language;

  public NoticeText(Site site) {
    this.site = site;
    this.language = site.language();
  }

  /**
   * A message about alarms.
   *
   * @param alarms at least one, the oldest first
   * @param step from 1
   */
  public Notice of(List<Alarm> alarms, int step, Instant now) {
    Alarm first = alarms.getFirst();
    return alarms.size() == 1 ? single(first, step, now) : joint(alarms, step);
  }

  private Notice single(Alarm alarm, int step, Instant now) {
    String title = title(alarm);
    List<String> lines = new ArrayList<>();
    lines.add(title);
    location(alarm).ifPresent(place -> lines.add(words("位置：", "Place: ") + place));
    lines.add(words("时间：", "Since: ") + clock(alarm.raisedAt()));
    if (alarm.occurrences() > 1) {
      lines.add(
          words("已发生 " + alarm.occurrences() + " 次", "Occurred " + alarm.occurrences() + " times"));
    }
    if (step > 1) {
      String waited = length(Duration.between(alarm.raisedAt(), now));
      lines.add(
          words(
              "已 " + waited + " 无人确认（第 " + step + " 次通知）",
              "Not acknowledged for " + waited + " (message " + step + ")"));
    }
    lines.add(
        alarm.lifeSafety()
            ? words("涉及人身安全：请立即到现场核实，并确认报警", "Life safety: check on the spot now, and acknowledge")
            : words("请处理并确认报警", "See to it and acknowledge the alarm"));
    Optional<String> link = link("/alarms/" + alarm.id());
    link.ifPresent(lines::add);
    return new Notice(
        alarm.priority(), title, String.join("\n", lines), link, step, List.of(subject(alarm)));
  }

  private Notice joint(List<Alarm> alarms, int step) {
    Priority highest = alarms.stream().map(Alarm::priority).reduce(Priority::higher).orElseThrow();
    String title =
        words(
            "【" + word(highest) + "】" + alarms.size() + " 条报警",
            "[" + word(highest) + "] " + alarms.size() + " alarms");
    List<String> lines = new ArrayList<>();
    lines.add(title);
    for (Alarm alarm : alarms.subList(0, Math.min(MOST_LINES, alarms.size()))) {
      lines.add(
          "· "
              + clock(alarm.raisedAt()).substring("uuuu-MM-dd ".length())
              + " "
              + title(alarm)
              + location(alarm)
                  .map(place -> words("（" + place + "）", " (" + place + ")"))
                  .orElse(""));
    }
    if (alarms.size() > MOST_LINES) {
      int more = alarms.size() - MOST_LINES;
      lines.add(words("另有 " + more + " 条", "and " + more + " more"));
    }
    Optional<String> link = link("/alarms");
    link.ifPresent(lines::add);
    return new Notice(
        highest,
        title,
        String.join("\n", lines),
        link,
        step,
        alarms.stream().map(this::subject).toList());
  }

  /** A message that tries a channel. */
  public Notice test(String channel, String by, Instant now) {
    String title =
        words(
            "【测试】" + site.name().in(language) + " 报警通知",
            "[Test] alarm messages of " + site.name().in(language));
    String text =
        String.join(
            "\n",
            title,
            words("通道：", "Channel: ") + channel,
            words("时间：", "Time: ") + clock(now),
            words("由 " + by + " 发送，无需处理", "Sent by " + by + ", nothing to do"));
    return new Notice(Priority.P4, title, text, link("/"), 1, List.of());
  }

  private String title(Alarm alarm) {
    String name = name(alarm).in(language);
    String message = alarm.message().in(language);
    String what = name.isEmpty() || message.contains(name) ? message : name + " " + message;
    return words("【" + word(alarm.priority()) + "】", "[" + word(alarm.priority()) + "] ") + what;
  }

  private String word(Priority priority) {
    return switch (priority) {
      case P1 -> words("P1 紧急", "P1 critical");
      case P2 -> words("P2 重要", "P2 high");
      case P3 -> words("P3 一般", "P3 medium");
      case P4 -> words("P4 提示", "P4 low");
      case JOURNAL -> words("记录", "journal");
    };
  }

  private LocalizedText name(Alarm alarm) {
    return equipment(alarm).map(Equipment::name).orElse(LocalizedText.same(alarm.equipment()));
  }

  private Optional<String> location(Alarm alarm) {
    return equipment(alarm).flatMap(Equipment::location);
  }

  private Optional<Equipment> equipment(Alarm alarm) {
    return Optional.ofNullable(site.equipment().get(alarm.equipment()));
  }

  private Notice.Subject subject(Alarm alarm) {
    return new Notice.OfAlarm(
        alarm.id(),
        alarm.equipment(),
        name(alarm),
        location(alarm),
        equipment(alarm).flatMap(Equipment::area),
        alarm.rule(),
        alarm.key(),
        alarm.priority(),
        alarm.lifeSafety(),
        alarm.message(),
        alarm.occurrences(),
        alarm.raisedAt());
  }

  private Optional<String> link(String path) {
    return site.notification().publicUrl().map(url -> url.replaceAll("/+$", "") + path);
  }

  private String clock(Instant time) {
    return CLOCK.format(time.atZone(site.zone()));
  }

  private String length(Duration waited) {
    long seconds = Math.max(0, waited.toSeconds());
    return seconds < 120
        ? words(seconds + " 秒", seconds + " s")
        : words(seconds / 60 + " 分钟", seconds / 60 + " min");
  }

  private String words(String zh, String en) {
    return new LocalizedText(zh, en).in(language);
  }
}
