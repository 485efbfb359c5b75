package org.zhiban.rules.workorder;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Which rules an order may keep quiet, and for how long: those of its equipment and of what hangs
 * below that, never one of life safety.
 */
public final class LockOuts {
  /** How long a lock-out stands where nobody says. */
  public static final Duration USUAL = Duration.ofHours(1);

  /** The longest at a time; it can be renewed while the order is in progress. */
  public static final Duration LONGEST = Duration.ofHours(4);

  private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})(s|m|h)");

  private final Site site;

  /** By equipment, as they are asked for: the site stands as long as this does. */
  private final Map<String, List<RuleSpec>> rules = new ConcurrentHashMap<>();

  public LockOuts(Site site) {
    this.site = site;
  }

  /** What came of the fields of an action. */
  sealed interface Asked {
    /** The lock-out from now on; empty: there is none any more. */
    record Granted(Optional<LockOut> lockOut) implements Asked {}

    record Refused(OrderRefusal reason) implements Asked {}
  }

  /** The rules that the order may lock out, as {@code equipment/rule}, in the site's order. */
  public List<String> lockable(WorkOrder order) {
    return rules(order).stream().filter(rule -> !lifeSafety(rule)).map(LockOuts::name).toList();
  }

  private List<RuleSpec> rules(WorkOrder order) {
    return order.equipment().map(at -> rules.computeIfAbsent(at, this::rules)).orElse(List.of());
  }

  private List<RuleSpec> rules(String root) {
    Set<String> equipment = site.withChildren(root);
    return site.activeRules().stream()
        .filter(rule -> rule.equipment().filter(equipment::contains).isPresent())
        .toList();
  }

  private boolean lifeSafety(RuleSpec rule) {
    return rule.lifeSafety()
        || rule.equipment().map(site.equipment()::get).filter(Equipment::lifeSafety).isPresent();
  }

  private static String name(RuleSpec rule) {
    return rule.equipment().orElse("") + "/" + rule.id();
  }

  /** Whether the action can be asked for at all, whoever asks. */
  boolean offered(OrderAction action, WorkOrder order) {
    return switch (action) {
      case LOCK_OUT -> !lockable(order).isEmpty();
      case RENEW_LOCK_OUT, RELEASE_LOCK_OUT -> order.lockOut().isPresent();
      case TRIAGE,
          REQUEST_APPROVAL,
          APPROVE,
          REJECT,
          DISPATCH,
          ACCEPT,
          ARRIVE,
          START,
          REQUEST_HOLD,
          GRANT_HOLD,
          RESUME,
          TICK,
          PLAN_RECORDED,
          PROGRESS_CALLED,
          ANSWERED,
          ALLOW_OVERRUN,
          MADE_SAFE,
          COMPLETE,
          VERIFY,
          VISIT,
          REOPEN,
          CANCEL,
          MERGE,
          PUT_UNDER,
          STAND_ALONE,
          ADD_PART,
          ADD_LABOUR,
          ADD_COST,
          CORRECT_COST,
          CONSENT ->
          true;
    };
  }

  /** The lock-out of an order after an action. */
  Asked ask(
      WorkOrder order, OrderAction action, String by, Map<String, String> fields, Instant now) {
    if (!offered(action, order)) {
      return new Asked.Refused(
          action == OrderAction.LOCK_OUT
              ? new OrderRefusal.NothingToLockOut()
              : new OrderRefusal.NothingLockedOut());
    }
    if (action == OrderAction.LOCK_OUT) {
      return lockOut(order, by, fields, now);
    }
    return action == OrderAction.RENEW_LOCK_OUT
        ? renewed(order.lockOut().orElseThrow(), by, fields, now)
        : new Asked.Granted(Optional.empty());
  }

  private Asked lockOut(WorkOrder order, String by, Map<String, String> fields, Instant now) {
    List<String> wanted = new ArrayList<>();
    for (String given : fields.getOrDefault("rules", "").split("[,，\\s]+", -1)) {
      String rule = given.isEmpty() || given.contains("/") ? given : full(order, given);
      if (!rule.isEmpty() && !wanted.contains(rule)) {
        wanted.add(rule);
      }
    }
    List<RuleSpec> own = rules(order);
    List<String> lockable = lockable(order);
    for (String rule : wanted) {
      if (own.stream().noneMatch(spec -> name(spec).equals(rule))) {
        String names = String.join(", ", lockable);
        return wrong(
            "rules",
            "该设备没有规则 " + rule + "，可停用：" + names,
            "The order's equipment has no rule " + rule + "; it can lock out " + names);
      }
      if (!lockable.contains(rule)) {
        return new Asked.Refused(new OrderRefusal.LifeSafety(rule));
      }
    }
    if (wanted.isEmpty()) {
      return wrong("rules", "请选择要停用的规则", "Name the rules to lock out");
    }
    String reason = fields.getOrDefault("reason", "").strip();
    return lasting(fields, now, until -> new LockOut(wanted, by, reason, now, until));
  }

  private static String full(WorkOrder order, String rule) {
    return order.equipment().orElse("") + "/" + rule;
  }

  private static Asked renewed(LockOut before, String by, Map<String, String> fields, Instant now) {
    String reason =
        Optional.ofNullable(fields.get("reason"))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElse(before.reason());
    return lasting(
        fields, now, until -> new LockOut(before.rules(), by, reason, before.from(), until));
  }

  private interface Making {
    LockOut until(Instant end);
  }

  private static Asked lasting(Map<String, String> fields, Instant now, Making making) {
    String length = fields.getOrDefault("for", "").strip();
    String moment = fields.getOrDefault("until", "").strip();
    if (!length.isEmpty() && !moment.isEmpty()) {
      return wrong("for", "for 与 until 只填一个", "Say for or until, not both");
    }
    Instant end = now.plus(USUAL);
    if (!length.isEmpty()) {
      Optional<Duration> lasts = length(length);
      if (lasts.isEmpty()) {
        return wrong(
            "for", "时长请写 30m 或 2h", "for is a length of time such as 30m or 2h: " + length);
      }
      end = now.plus(lasts.get());
    } else if (!moment.isEmpty()) {
      try {
        end = OffsetDateTime.parse(moment).toInstant();
      } catch (DateTimeException _) {
        return wrong(
            "until",
            "until 请写 2026-11-22T18:00:00+08:00",
            "until is a time such as 2026-11-22T18:00:00+08:00: " + moment);
      }
    }
    if (!end.isAfter(now)) {
      return wrong("until", "停用的结束时间已过", "The lock-out would end in the past");
    }
    if (end.isAfter(now.plus(LONGEST))) {
      long hours = LONGEST.toHours();
      return wrong(
          moment.isEmpty() ? "for" : "until",
          "停用一次最长 " + hours + " 小时，到期前可续期",
          "A lock-out stands for " + hours + " hours at most; renew it before it ends");
    }
    return new Asked.Granted(Optional.of(making.until(end)));
  }

  private static Optional<Duration> length(String text) {
    Matcher length = LENGTH.matcher(text);
    if (!length.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(length.group(1));
    return Optional.of(
        switch (length.group(2)) {
          case "h" -> Duration.ofHours(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofSeconds(amount);
        });
  }

  private static Asked wrong(String field, String zh, String en) {
    return new Asked.Refused(new OrderRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  /** The end of a lock-out whose time is over, by the machine; empty while it stands. */
  public static Optional<OrderStep> over(WorkOrder order, Instant now) {
    if (order.status() != OrderStatus.IN_PROGRESS
        || order.lockOut().filter(lockOut -> !lockOut.standing(now)).isEmpty()) {
      return Optional.empty();
    }
    String rules = String.join(", ", order.lockOut().orElseThrow().rules());
    return Optional.of(
        new OrderEdit(order, now)
            .lockOut(Optional.empty())
            .step(OrderDraft.MACHINE, Optional.empty(), "lock_out_over", Optional.of(rules)));
  }
}
