package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;

/** Why an action on an order is refused. */
public sealed interface OrderRefusal {
  /** For the person who asked. */
  LocalizedText words();

  /** The status does not allow it. */
  record WrongStatus(OrderAction action, OrderStatus status) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "工单处于 " + status.word() + "，不能执行 " + action.word(),
          "An order in " + status.word() + " does not allow " + action.word());
    }
  }

  /** The caller's roles do not allow it. */
  record WrongRole(OrderAction action, List<String> roles) implements OrderRefusal {
    public WrongRole {
      roles = List.copyOf(roles);
    }

    @Override
    public LocalizedText words() {
      return new LocalizedText(
          action.word() + " 需要角色 " + String.join("、", roles),
          action.word() + " needs one of the roles " + String.join(", ", roles));
    }
  }

  /** Only the person to whom it is dispatched, or somebody in that person's name. */
  record NotTheAssignee(String assignee) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("工单已派给 " + assignee, "The order is dispatched to " + assignee);
    }
  }

  /** Somebody answers for this order, and it is another. */
  record NotResponsible(Duty duty, List<String> persons) implements OrderRefusal {
    public NotResponsible {
      persons = List.copyOf(persons);
    }

    @Override
    public LocalizedText words() {
      String zh = persons.isEmpty() ? "" : "（" + String.join("、", persons) + "）";
      String en = persons.isEmpty() ? "" : " (" + String.join(", ", persons) + ")";
      return new LocalizedText(
          duty.order().zh() + "由" + duty.person().zh() + zh + "了结",
          duty.order().en() + " is ended by " + duty.person().en() + en);
    }
  }

  /** A complaint that took longer than promised ends with a manager's leave alone [R21]. */
  record Overran() implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "投诉处理已超过规定期限，请先由工程经理批准超期（allow_overrun）",
          "The complaint has taken longer than promised: a manager first gives leave for it"
              + " (allow_overrun)");
    }
  }

  /** Nobody verifies his own work. */
  record OwnWork(String doer) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "参与过处理的人不得验收或回访本工单",
          "Whoever had a hand in the work neither verifies it nor asks after it");
    }
  }

  /** A sample is made by somebody else. */
  record NotTheVisitor(VisitLevel level, List<String> persons) implements OrderRefusal {
    public NotTheVisitor {
      persons = List.copyOf(persons);
    }

    @Override
    public LocalizedText words() {
      String zh = persons.isEmpty() ? "经理或审批人" : String.join("、", persons);
      String en = persons.isEmpty() ? "managers and approvers" : String.join(", ", persons);
      return new LocalizedText(
          (level == VisitLevel.HEAD ? "中心主任抽样回访由" : "品质部抽样回访由") + zh + "登记",
          "The return visit by " + level.word() + " is made by " + en);
    }
  }

  /** Whoever asked already does not check himself. */
  record AskedBefore(String person) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "已回访过本工单的人不再抽样回访，请由他人进行",
          "Whoever asked after this order already does not ask again; somebody else does");
    }
  }

  /** A rule of life safety is never kept quiet. */
  record LifeSafety(String rule) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          rule + " 属生命安全报警，任何工单都不得停用；检修期间请派专人值守，报警照常处置",
          rule
              + " is life safety: no order keeps it quiet. Post somebody at the equipment while it"
              + " is worked on, and answer its alarms as ever");
    }
  }

  /** The order's equipment has no rule that may be kept quiet. */
  record NothingToLockOut() implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "该工单的设备没有可停用的报警规则（生命安全报警不得停用）",
          "The order's equipment has no rule to lock out; rules of life safety are never locked"
              + " out");
    }
  }

  /** No lock-out stands. */
  record NothingLockedOut() implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("该工单没有停用任何报警", "The order locks out nothing");
    }
  }

  /** An order of life safety has its own clock and its own people, however like another it is. */
  record NeverMerged(String order) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          order + " 涉及生命安全，不得合并，请单独处置",
          order + " concerns life safety: it is never merged, answer it by itself");
    }
  }

  /** Such an order has its own promises, whatever caused it. */
  record NeverWaits(String order) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          order + " 是 P1 或涉及生命安全，不得等待其他工单，请单独处置",
          order + " is P1 or life safety: it waits for no other order, answer it by itself");
    }
  }

  /** People were promised something. */
  record CallersWait(String order) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          order + " 有人报修，对报修人的承诺不能暂停",
          order + " was reported by people: what they were promised does not wait");
    }
  }

  /** It waits for one order at a time. */
  record WaitsAlready(String order, String cause) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          order + " 已挂在 " + cause + " 下，请先改为单独处理",
          order + " waits for " + cause + " already; let it stand alone first");
    }
  }

  /** It waits for no other. */
  record WaitsForNone(String order) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(order + " 没有挂在共因工单下", order + " waits for no other order");
    }
  }

  /** The order promises nothing of the kind. */
  record NotPromised(OrderAction action) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      if (action == OrderAction.ANSWERED || action == OrderAction.ALLOW_OVERRUN) {
        return new LocalizedText(
            "本工单不是投诉或诉求，没有答复期限",
            "The order is of no complaint and no demand: it promises no answer");
      }
      return action == OrderAction.PLAN_RECORDED
          ? new LocalizedText(
              "只有严重（serious）工单要求制定解决方案；如确属严重，请先重新定级或另开一单",
              "Only a serious order wants a plan; where the fault is serious, say so in its triage")
          : new LocalizedText(
              "本工单没有限时排险的要求（仅 P1 或规则另有规定）",
              "The order does not promise to make safe: P1 does, and a rule that says so");
    }
  }

  /** An order that ended long ago is not opened again. */
  record EndedLongAgo(Instant endedAt) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "结束超过 7 天的工单不能重新打开，请新报一单",
          "An order that ended more than 7 days ago is not reopened; report the fault anew");
    }
  }

  /** A fault has one open order. */
  record AnotherOpen(String order) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "工单 " + order + "（同一故障或同一计划）尚未结束；请在该工单上继续，或先取消它",
          "The order "
              + order
              + " of the same fault or plan is open; go on with that one, or cancel it first");
    }
  }

  /** The order has no checklist. */
  record NoChecklist() implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("该工单没有检查项", "The order has no checklist");
    }
  }

  /** A visit that law asks for looks at everything. */
  record NeverSkipped(int item) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "法定保养的检查项不得跳过：第 " + item + " 项请检查后填写合格或不合格",
          "A statutory visit skips nothing: look at item " + item + " and say passed or failed");
    }
  }

  /** Lines of the checklist that nobody looked at yet. */
  record ItemsLeft(List<Integer> items) implements OrderRefusal {
    public ItemsLeft {
      items = List.copyOf(items);
    }

    @Override
    public LocalizedText words() {
      String which = items.stream().map(String::valueOf).collect(Collectors.joining(", "));
      return new LocalizedText(
          "检查项未完成：第 " + which + " 项，请先逐项填写",
          "The checklist is not done: tick item " + which + " first");
    }
  }

  /** Spending this much needs somebody's word first, and it is not an emergency. */
  record NotApproved(String amount, String step) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "费用 " + amount + " 尚未批准（下一步：" + step + "），请先提请审批；紧急抢修可先做后批",
          "The cost of "
              + amount
              + " is not approved (next: "
              + step
              + "); ask for approval first. Only urgent orders and P1 go on before it");
    }
  }

  /** The customer has not agreed to pay this much. */
  record NotConsented(String amount) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "有偿维修 " + amount + " 还没有客户确认，请先登记确认（签字或电话），或更正由谁付费",
          "The customer has not agreed to pay "
              + amount
              + "; write down the consent (signature or phone), or correct who pays");
    }
  }

  /** The next step of the approval is another's. */
  record NotYourStep(String step) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "审批的下一步是 " + step + "，由具有该身份的另一人批准",
          "The next step of the approval is " + step + ", by somebody else who holds it");
    }
  }

  /** Nobody agrees to what he asked for or did himself. */
  record OwnSpending(String person) implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText(
          "提请人、处理人和已批准过的人不得再批准本工单的费用",
          "Whoever asked for it, did the work or has approved it already does not approve it");
    }
  }

  /** Nothing waits for approval. */
  record NothingToApprove() implements OrderRefusal {
    @Override
    public LocalizedText words() {
      return new LocalizedText("该工单没有待批的费用", "No cost of the order waits for approval");
    }
  }

  /** What was to be repaired is as it was. */
  record StillInAlarm(List<String> alarms) implements OrderRefusal {
    public StillInAlarm {
      alarms = List.copyOf(alarms);
    }

    @Override
    public LocalizedText words() {
      String names = String.join(", ", alarms);
      return new LocalizedText(
          "报警条件仍然存在（" + names + "），不能验收；请退回继续处理",
          "The condition of " + names + " still holds; send the work back instead of verifying it");
    }
  }

  /** Nobody can tell whether what was to be repaired is. */
  record NobodyCanTell(List<String> alarms) implements OrderRefusal {
    public NobodyCanTell {
      alarms = List.copyOf(alarms);
    }

    @Override
    public LocalizedText words() {
      String names = String.join(", ", alarms);
      return new LocalizedText(
          "报警 " + names + " 的测点数据无效，看不出是否已恢复；请在 note 中写明现场确认的情况",
          "The points of "
              + names
              + " are bad, so nobody can tell whether it is over; say in note"
              + " what was found on site");
    }
  }

  /** A field is missing or means nothing. */
  record WrongField(String field, LocalizedText words) implements OrderRefusal {}
}
