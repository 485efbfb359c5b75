package org.zhiban.rules.dispatch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/** By what candidates are ranked: the weightiest first, the next only where it leaves a tie. */
public enum Criterion {
  /** Never somebody without the trade while somebody with it is there. */
  TRADE("工种不符", "another trade"),
  /** A visit of the schedule is for whom the plan names, then for whoever owns the equipment. */
  PLANNED("计划另有指定", "the plan names another"),
  /** A night's order is for the night shift; off shift only where there is nobody else. */
  ON_DUTY("不当班", "off shift"),
  /** Technicians, then contractors, then supervisors; of life safety nobody from outside first. */
  ROLE("按岗位后派", "others by their post first"),
  /** On shift before on call, and both before whoever has no shift. */
  SHIFT("他人当班", "others are on shift"),
  /** Whoever works where the equipment stands. */
  AREA("非本片区", "another area"),
  /** The equipment's owner [E22], unless he has much in hand. */
  OWNER("非设备责任人", "another is responsible for the equipment"),
  /** Whoever has less in hand. */
  LOAD("手头更多", "has more in hand"),
  /** The same every time. */
  ID("其余相同，按编号", "alike otherwise; by id");

  private final String zh;
  private final String en;

  Criterion(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** When somebody is at work, the best first. */
  enum Presence {
    ON,
    ON_CALL,
    UNSAID,
    OFF
  }

  /** Who goes first by his post, the first first. */
  enum Post {
    TECHNICIAN,
    CONTRACTOR,
    SUPERVISOR,
    /** A contractor, where life safety is concerned. */
    NOT_ALONE
  }

  /** Whom the plan of a visit means, the first first; of other orders all are alike. */
  enum Planned {
    NAMED,
    OWNER,
    OTHER
  }

  /** Somebody in the light of an order. */
  record Standing(
      String id,
      boolean trade,
      Planned planned,
      Presence presence,
      Post post,
      boolean area,
      boolean owner,
      Load load) {}

  /** All of them in their order. */
  static final Comparator<Standing> RANKING =
      Arrays.stream(values()).map(Criterion::keys).reduce(Comparator::thenComparing).orElseThrow();

  private Comparator<Standing> keys() {
    return switch (this) {
      case TRADE -> Comparator.comparing(it -> !it.trade());
      case PLANNED -> Comparator.comparing(Standing::planned);
      case ON_DUTY -> Comparator.comparing(it -> it.presence() == Presence.OFF);
      case ROLE -> Comparator.comparing(Standing::post);
      case SHIFT -> Comparator.comparing(Standing::presence);
      case AREA -> Comparator.comparing(it -> !it.area());
      case OWNER -> Comparator.comparing(it -> !it.owner());
      case LOAD -> Comparator.comparingInt(it -> it.load().weight());
      case ID -> Comparator.comparing(Standing::id);
    };
  }

  /** What puts the second behind the first; empty: they are one. */
  static Optional<Criterion> between(Standing first, Standing second) {
    return Arrays.stream(values())
        .filter(criterion -> criterion.keys().compare(first, second) != 0)
        .findFirst();
  }

  /** For whoever asks why somebody is not first. */
  public LocalizedText words() {
    return new LocalizedText(zh, en);
  }

  /** For programs. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
