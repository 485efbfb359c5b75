package org.zhiban.rules.followup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.ClockWords;
import org.zhiban.rules.followup.Escalations.Due;

/** Words of what the machine did with an order, in the language of the site. */
public final class FollowUpText {
  private static final Map<String, LocalizedText> CLOCKS =
      Map.ofEntries(
          Map.entry("forward", new LocalizedText("派单", "dispatch")),
          Map.entry("accept", new LocalizedText("接单", "acceptance")),
          Map.entry("respond", new LocalizedText("响应", "response")),
          Map.entry("arrive", new LocalizedText("到场", "arrival")),
          Map.entry("make_safe", new LocalizedText("排险", "making safe")),
          Map.entry("progress_call", new LocalizedText("回报进展", "progress call")),
          Map.entry("resolve", new LocalizedText("修复", "repair")),
          Map.entry("plan_and_start", new LocalizedText("方案与开工", "plan and start")),
          Map.entry("verify", new LocalizedText("验收", "verification")),
          Map.entry("visit", new LocalizedText("回访", "return visit")),
          Map.entry("answer", new LocalizedText("答复", "answer")),
          Map.entry("settle", new LocalizedText("投诉办结", "end of the complaint")));

  private static final Map<Role, LocalizedText> ROLES =
      Map.of(
          Role.OPERATOR, new LocalizedText("监控值班员", "operator"),
          Role.DESK, new LocalizedText("客服中心", "desk"),
          Role.TECHNICIAN, new LocalizedText("维修工", "technician"),
          Role.SUPERVISOR, new LocalizedText("工程主管", "supervisor"),
          Role.MANAGER, new LocalizedText("工程经理", "manager"),
          Role.APPROVER, new LocalizedText("审批人", "approver"),
          Role.ADMIN, new LocalizedText("管理员", "administrator"));

  private final Site site;

  public FollowUpText(Site site) {
    this.site = site;
  }

  /**
   * What was done, as a line of the order's history.
   *
   * @param told names of those who hear of it
   * @param sent whether a message goes to any of them
   */
  public String line(WorkOrder order, Due due, List<String> told, boolean sent) {
    return what(order, due)
        + words("；告知：", "; told: ")
        + people(told)
        + (sent
            ? ""
            : words("（无可用通道，仅在控制台显示）", " (by the console alone: no channel reaches them)"));
  }

  /** What happened, in one line. */
  public String what(WorkOrder order, Due due) {
    String clock = due.clock().map(this::name).orElse("");
    String until =
        due.clock().map(Clock::dueAt).map(at -> words("应于 ", "due ") + time(at)).orElse("");
    String who = order.assignee().map(this::person).orElse(words("未派单", "nobody"));
    return switch (due.step()) {
      case REMINDED ->
          words(clock + "时限已过半，" + until, clock + ": half of the time is gone, " + until);
      case WARNED ->
          words(clock + "时限已过八成，" + until, clock + ": 80 % of the time is gone, " + until);
      case BREACHED -> words(clock + "超时，" + until, clock + " is overdue, " + until);
      case OVERRUN ->
          words(clock + "超时已达时限的一半，" + until, clock + " is overdue by half of its time, " + until);
      case CHASED -> words(who + " 未接单，第一次催单", who + " has not accepted: first chase");
      case CHASED_AGAIN -> words(who + " 未接单，第二次催单", who + " has not accepted: second chase");
      case TOLD -> throw new IllegalArgumentException("no promise runs out by it: " + due);
      case PASSED_ON -> words(who + " 两次催单仍未接单", who + " has not accepted after two chases");
    };
  }

  /** What somebody is told at once. */
  public String news(WorkOrder order, News.Item item) {
    String who = order.assignee().map(this::person).orElse(words("未派单", "nobody"));
    String urgent = order.urgency() == Urgency.URGENT ? words("紧急，", "urgent, ") : "";
    return item.dispatched()
        ? urgent + words("已派给 " + who + "，请接单", "is given to " + who + ": please accept")
        : words("紧急报修，请立即安排", "is urgent: send somebody at once");
  }

  /** The same as a line of the order's history. */
  public String told(String what, List<String> names) {
    return what + words("；告知：", "; told: ") + people(names);
  }

  /** Why an order is a major one. */
  public String major(Majors.Cause cause) {
    return words("升级为重大：", "A major fault: ")
        + switch (cause) {
          case Majors.Cause.Area(int equipment) ->
              words("影响 " + equipment + " 台设备", equipment + " other equipments are stopped by it");
          case Majors.Cause.Callers(int callers) ->
              words(callers + " 位客户报修同一事件", callers + " callers reported it");
          case Majors.Cause.Unresolved(Instant since) ->
              words("自 " + time(since) + " 起未解决", "not resolved since " + time(since));
        };
  }

  /** A pause that is over. */
  public String holdOver() {
    return words("挂起到期，请继续处理", "The hold is over: go on with the work");
  }

  /** An order that is handed on. */
  public String handedOn(Handovers.Moment moment) {
    return words("未返回，", "Not returned, handed on at ")
        + time(moment.at())
        + words(" 交接下一班", " to the next shift");
  }

  /** Several that are. */
  public String handover(Handovers.Moment moment, int orders) {
    return words(
        time(moment.at()) + " 交接：" + orders + " 张工单未返回",
        "Handover of " + time(moment.at()) + ": " + orders + " orders not returned");
  }

  /** Why somebody was given an order. */
  public String passedOn(WorkOrder order, Due due, String next, String why) {
    return what(order, due)
        + words("，改派 " + person(next) + "：" + why, "; given to " + person(next) + ": " + why);
  }

  /** Nobody else could be given it. */
  public String nobodyElse(WorkOrder order, Due due) {
    return what(order, due)
        + words("，当班人员中没有其他人可派，请主管处理", "; nobody else on duty could be given it: see to it");
  }

  private String name(Clock clock) {
    return Optional.ofNullable(CLOCKS.get(clock.name()))
        .map(name -> name.in(site.language()))
        .orElse(clock.name());
  }

  /** Names as people read them. */
  public String people(List<String> names) {
    return names.stream().map(this::person).collect(Collectors.joining(words("、", ", ")));
  }

  private String person(String name) {
    return ROLES.entrySet().stream()
        .filter(role -> role.getKey().word().equals(name))
        .map(role -> role.getValue().in(site.language()))
        .findFirst()
        .or(() -> Optional.ofNullable(site.staff().get(name)).map(member -> member.name()))
        .or(
            () ->
                Optional.ofNullable(site.contractors().get(name))
                    .map(company -> company.name().in(site.language())))
        .orElse(name);
  }

  /** A moment as the site's clocks show it. */
  public String time(Instant at) {
    return ClockWords.of(at, site.zone());
  }

  private String words(String zh, String en) {
    return new LocalizedText(zh, en).in(site.language());
  }
}
