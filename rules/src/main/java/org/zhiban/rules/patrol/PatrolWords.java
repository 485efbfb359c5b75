package org.zhiban.rules.patrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.rules.ClockWords;
import org.zhiban.rules.notify.Advice;

/** What is said of walks that ended unproved: all at once, and those without a gateway counted. */
public final class PatrolWords {
  private PatrolWords() {}

  /** Empty where none of them did. */
  public static Optional<Advice.Said> of(Site site, List<Walk> ended) {
    List<LocalizedText> lines = new ArrayList<>();
    ended.stream()
        .filter(walk -> walk.state() == Walk.State.MISSED)
        .forEach(walk -> lines.add(missed(site, walk)));
    List<Walk> off = ended.stream().filter(walk -> walk.state() == Walk.State.GATEWAY_OFF).toList();
    if (!off.isEmpty()) {
      String from = clock(site, off.getFirst());
      String to = clock(site, off.getLast());
      lines.add(
          new LocalizedText(
              "网关停机，%d 次巡检无法核对（%s 至 %s）".formatted(off.size(), from, to),
              "the gateway was off: %d walks cannot be judged (%s to %s)"
                  .formatted(off.size(), from, to)));
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Advice.Said(
                "patrols",
                Priority.P3,
                new LocalizedText("【漏巡】" + ended.size() + " 次", "[Missed patrols] " + ended.size()),
                lines,
                "/patrols"));
  }

  private static LocalizedText missed(Site site, Walk walk) {
    int all = walk.checkpoints().size();
    int open = walk.unproved().size();
    String time = clock(site, walk);
    return new LocalizedText(
        "%s %s 漏巡 %d/%d：%s"
            .formatted(
                called(site, walk, Language.ZH), time, open, all, names(site, walk, Language.ZH)),
        "%s %s: %d of %d not passed: %s"
            .formatted(
                called(site, walk, Language.EN), time, open, all, names(site, walk, Language.EN)));
  }

  private static String called(Site site, Walk walk, Language language) {
    return site.patrols().stream()
        .filter(patrol -> patrol.id().equals(walk.route()))
        .map(patrol -> patrol.name().in(language))
        .findFirst()
        .orElse(walk.route());
  }

  private static String names(Site site, Walk walk, Language language) {
    return walk.unproved().stream()
        .map(
            id ->
                Optional.ofNullable(site.equipment().get(id))
                    .map(Equipment::name)
                    .map(name -> name.in(language))
                    .orElse(id))
        .collect(Collectors.joining(language == Language.ZH ? "、" : ", "));
  }

  private static String clock(Site site, Walk walk) {
    return ClockWords.of(walk.nominal(), site.zone());
  }
}
