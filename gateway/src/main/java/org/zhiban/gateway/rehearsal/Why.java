package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.gateway.change.Difference;
import org.zhiban.gateway.change.RuleChanges;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;

/** Says why something came otherwise, as far as the rules themselves say it. */
final class Why {
  private static final int SHOWN = 3;

  private final Optional<RuleChanges> changes;
  private final Site site;

  /**
   * @param changes of the rules of the second time; empty: they are held against the record
   */
  Why(Site site, Optional<RuleChanges> changes) {
    this.site = site;
    this.changes = changes;
  }

  /** What differs of the two where both came, and what became of the rule. */
  LocalizedText of(Deviation deviation) {
    List<LocalizedText> parts = new ArrayList<>(apart(deviation));
    changes
        .map(found -> byChange(found, deviation.rule()))
        .orElseGet(() -> byRecord(deviation.rule()))
        .ifPresent(parts::add);
    return new LocalizedText(
        parts.stream().map(LocalizedText::zh).collect(Collectors.joining("；")),
        parts.stream().map(LocalizedText::en).collect(Collectors.joining("; ")));
  }

  private static Optional<LocalizedText> byChange(RuleChanges changes, RuleName rule) {
    String name = rule.toString();
    if (changes.added().contains(name)) {
      return Optional.of(new LocalizedText("新规则", "a new rule"));
    }
    if (changes.removed().contains(name)) {
      return Optional.of(new LocalizedText("规则已移除", "the rule is gone"));
    }
    List<Difference> differences = changes.changed().getOrDefault(name, List.of());
    if (differences.isEmpty()) {
      return Optional.of(
          new LocalizedText(
              "规则本身未变，由其他规则引起", "the rule itself is the same; it follows from another"));
    }
    String shown =
        differences.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return Optional.of(new LocalizedText("规则已改：" + shown, "the rule changed: " + shown));
  }

  private Optional<LocalizedText> byRecord(RuleName rule) {
    boolean there = site.activeRules().stream().anyMatch(spec -> RuleName.of(spec).equals(rule));
    return there
        ? Optional.empty()
        : Optional.of(new LocalizedText("站点已无此规则", "the site no longer has the rule"));
  }

  private static List<LocalizedText> apart(Deviation deviation) {
    return switch (deviation) {
      case Deviation.OfAlarm(Optional<Episode> before, Optional<Episode> after) ->
          before.isPresent() && after.isPresent() ? apart(before.get(), after.get()) : List.of();
      case Deviation.OfOrder(Optional<OpenedOrder> before, Optional<OpenedOrder> after) ->
          before.isPresent() && after.isPresent() ? apart(before.get(), after.get()) : List.of();
    };
  }

  private static List<LocalizedText> apart(Episode before, Episode after) {
    List<LocalizedText> parts = new ArrayList<>();
    if (before.priority() != after.priority()) {
      parts.add(step("优先级", "priority", before.priority(), after.priority()));
    }
    if (before.suppressed() != after.suppressed()) {
      parts.add(
          after.suppressed()
              ? new LocalizedText("被抑制", "suppressed")
              : new LocalizedText("不再被抑制", "no longer suppressed"));
    }
    shift("开始", "begins", before.raisedAt(), after.raisedAt()).ifPresent(parts::add);
    if (before.clearedAt().isPresent() && after.clearedAt().isPresent()) {
      shift("结束", "ends", before.clearedAt().get(), after.clearedAt().get()).ifPresent(parts::add);
    } else if (before.clearedAt().isPresent()) {
      parts.add(new LocalizedText("期末仍未恢复", "still holds at the end"));
    } else if (after.clearedAt().isPresent()) {
      parts.add(new LocalizedText("期内恢复", "ends within the period"));
    }
    return parts;
  }

  private static List<LocalizedText> apart(OpenedOrder before, OpenedOrder after) {
    List<LocalizedText> parts = new ArrayList<>();
    if (!before.trade().equals(after.trade())) {
      parts.add(step("工种", "trade", before.trade(), after.trade()));
    }
    if (before.urgency() != after.urgency()) {
      parts.add(step("紧急程度", "urgency", before.urgency(), after.urgency()));
    }
    return parts;
  }

  private static LocalizedText step(String zh, String en, Object before, Object after) {
    return new LocalizedText(zh + " " + before + " → " + after, en + " " + before + " → " + after);
  }

  private static Optional<LocalizedText> shift(
      String zh, String en, Instant before, Instant after) {
    Duration shift = Duration.between(before, after);
    if (shift.abs().compareTo(Comparison.EXACT) <= 0) {
      return Optional.empty();
    }
    String length = seconds(shift.abs());
    return Optional.of(
        shift.isNegative()
            ? new LocalizedText(zh + "早 " + length, en + " " + length + " earlier")
            : new LocalizedText(zh + "晚 " + length, en + " " + length + " later"));
  }

  private static String seconds(Duration length) {
    long seconds = length.toSeconds();
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }
}
