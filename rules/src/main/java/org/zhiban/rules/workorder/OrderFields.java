package org.zhiban.rules.workorder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.workorder.HoldKind;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.OrderTransition;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.AllowedAction.Field;

/**
 * What each action wants to know, whether it was given rightly, and how it reads in the history.
 */
record OrderFields(Site site) {
  private static final Field NOTE = new Field("note", false);
  private static final Field REASON = new Field("reason", true);
  private static final Field FOR_WHOM = new Field("on_behalf_of", false);
  private static final Field AT = new Field(EnteredLater.FIELD, false);
  private static final Field LENGTH = new Field("for", false);
  private static final Field WAITING_FOR = new Field("waiting_for", false);
  private static final Field UNTIL = new Field("until", false);

  private static final Field AMOUNT = new Field("amount", false);
  private static final Field PAID = new Field("paid", false);

  private static final Set<Role> ACCEPTING =
      OrderTransition.find(OrderAction.ACCEPT, OrderStatus.DISPATCHED, OrderSource.REPORT)
          .map(OrderTransition::roles)
          .orElseThrow();

  /** What each action wants to know. */
  private static final Map<OrderAction, List<Field>> FIELDS =
      Map.ofEntries(
          Map.entry(
              OrderAction.TRIAGE,
              List.of(
                  new Field(Triage.CONCERN, false),
                  new Field("urgency", false),
                  new Field("severity", false),
                  new Field("trade", false),
                  NOTE)),
          Map.entry(OrderAction.REQUEST_APPROVAL, List.of(REASON, AMOUNT)),
          Map.entry(OrderAction.APPROVE, List.of(new Field("paper", false), NOTE)),
          Map.entry(OrderAction.REJECT, List.of(REASON)),
          Map.entry(OrderAction.DISPATCH, List.of(new Field("assignee", true), AT, NOTE)),
          Map.entry(OrderAction.ACCEPT, List.of(FOR_WHOM, AT, NOTE)),
          Map.entry(OrderAction.ARRIVE, List.of(FOR_WHOM, AT, NOTE)),
          Map.entry(OrderAction.START, List.of(FOR_WHOM, AT, NOTE)),
          Map.entry(OrderAction.REQUEST_HOLD, List.of(WAITING_FOR, REASON, UNTIL, FOR_WHOM, AT)),
          Map.entry(OrderAction.GRANT_HOLD, List.of(WAITING_FOR, REASON, UNTIL, AT)),
          Map.entry(OrderAction.RESUME, List.of(AT, NOTE)),
          Map.entry(OrderAction.LOCK_OUT, List.of(new Field("rules", true), LENGTH, UNTIL, REASON)),
          Map.entry(OrderAction.RENEW_LOCK_OUT, List.of(LENGTH, UNTIL, new Field("reason", false))),
          Map.entry(OrderAction.RELEASE_LOCK_OUT, List.of(NOTE)),
          Map.entry(
              OrderAction.TICK,
              List.of(
                  new Field("item", true),
                  new Field("passed", true),
                  new Field("value", false),
                  AT,
                  NOTE)),
          Map.entry(
              OrderAction.COMPLETE,
              List.of(
                  new Field("cause", true), new Field("action_taken", true), FOR_WHOM, AT, NOTE)),
          Map.entry(OrderAction.PLAN_RECORDED, List.of(new Field("plan", true), AT)),
          Map.entry(OrderAction.PROGRESS_CALLED, List.of(AT, NOTE)),
          Map.entry(OrderAction.ANSWERED, List.of(new Field("answer", true), AT)),
          Map.entry(OrderAction.ALLOW_OVERRUN, List.of(new Field("until", true), REASON)),
          Map.entry(OrderAction.MADE_SAFE, List.of(FOR_WHOM, AT, NOTE)),
          Map.entry(OrderAction.VERIFY, List.of(NOTE)),
          Map.entry(
              OrderAction.VISIT,
              List.of(new Field(VisitForm.SCORE, false), new Field(VisitForm.RESULT, false), NOTE)),
          Map.entry(OrderAction.REOPEN, List.of(REASON)),
          Map.entry(OrderAction.CANCEL, List.of(REASON)),
          Map.entry(OrderAction.PUT_UNDER, List.of(new Field("under", true), NOTE)),
          Map.entry(OrderAction.STAND_ALONE, List.of(NOTE)),
          Map.entry(OrderAction.MERGE, List.of(new Field("into", true), NOTE)),
          Map.entry(
              OrderAction.ADD_PART,
              List.of(
                  new Field("stock", false),
                  new Field("part", false),
                  new Field("quantity", false),
                  new Field("unit_price", false),
                  PAID,
                  NOTE)),
          Map.entry(
              OrderAction.ADD_LABOUR,
              List.of(new Field("minutes", true), new Field("person", false), PAID, NOTE)),
          Map.entry(
              OrderAction.ADD_COST,
              List.of(
                  new Field("kind", true),
                  new Field("amount", true),
                  new Field("what", false),
                  PAID,
                  NOTE)),
          Map.entry(OrderAction.CORRECT_COST, List.of(new Field("line", true), REASON)),
          Map.entry(
              OrderAction.CONSENT,
              List.of(new Field("who", true), new Field("how", true), AMOUNT, NOTE)));

  /**
   * What an action wants to know. Whoever grants a hold that was asked for need not say the reason
   * once more; whether it is a fault at all is asked of what people said.
   */
  static List<Field> wanted(OrderAction action, WorkOrder order) {
    if (action == OrderAction.TRIAGE && !Triage.asks(order)) {
      return FIELDS.getOrDefault(action, List.of()).stream()
          .filter(field -> !field.name().equals(Triage.CONCERN))
          .toList();
    }
    return action == OrderAction.GRANT_HOLD && order.holdRequest().isPresent()
        ? List.of(WAITING_FOR, new Field("reason", false), UNTIL, AT)
        : FIELDS.getOrDefault(action, List.of());
  }

  /** What is wrong with the fields that were given; empty: nothing. */
  Optional<OrderRefusal> refusal(OrderAction action, WorkOrder order, Map<String, String> fields) {
    List<Field> wanted = wanted(action, order);
    for (String name : fields.keySet()) {
      if (wanted.stream().noneMatch(field -> field.name().equals(name))) {
        String names = String.join(", ", wanted.stream().map(Field::name).toList());
        return wrong(
            name,
            "没有字段 " + name + "，可用：" + names,
            "There is no field " + name + "; it takes " + names);
      }
    }
    for (Field field : wanted) {
      if (field.required() && text(fields, field.name()).isEmpty()) {
        return wrong(field.name(), "请填写 " + field.name(), "Fill in " + field.name());
      }
    }
    return unknown(fields, "urgency", Urgency.values(), Urgency::word)
        .or(() -> unknown(fields, "severity", Severity.values(), Severity::word))
        .or(
            () ->
                unknown(
                    fields,
                    VisitForm.RESULT,
                    VisitAnswer.Result.values(),
                    VisitAnswer.Result::word))
        .or(() -> VisitForm.refusal(fields))
        .or(() -> nobody(fields, "person"))
        .or(() -> unknown(fields, "waiting_for", HoldKind.values(), HoldKind::word))
        .or(() -> nobody(fields, "assignee"))
        .or(() -> nobodyWhoAccepts(fields))
        .or(() -> nobody(fields, "on_behalf_of"));
  }

  /** An order goes to somebody who can take it on. */
  private Optional<OrderRefusal> nobodyWhoAccepts(Map<String, String> fields) {
    return text(fields, "assignee")
        .map(site.staff()::get)
        .filter(person -> !ACCEPTING.contains(person.role()))
        .flatMap(
            person ->
                wrong(
                    "assignee",
                    person.name() + " 不能接单，请派给维修工、值班员、主管或维保单位",
                    person.name()
                        + " cannot accept an order; give it to a technician, an operator, a"
                        + " supervisor or a contractor"));
  }

  private static Optional<OrderRefusal> wrong(String field, String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  private Optional<OrderRefusal> nobody(Map<String, String> fields, String name) {
    return text(fields, name)
        .filter(id -> !site.staff().containsKey(id) && !site.contractors().containsKey(id))
        .flatMap(
            id ->
                wrong(
                    name, "没有人员或单位 " + id, "The site has no member of staff or contractor " + id));
  }

  private static <E> Optional<OrderRefusal> unknown(
      Map<String, String> fields, String name, E[] values, Function<E, String> word) {
    if (text(fields, name).isEmpty() || chosen(fields, name, values, word).isPresent()) {
      return Optional.empty();
    }
    String words = String.join(", ", Arrays.stream(values).map(word).toList());
    return wrong(name, name + " 只能是 " + words, name + " is one of " + words);
  }

  static <E> Optional<E> chosen(
      Map<String, String> fields, String name, E[] values, Function<E, String> word) {
    return text(fields, name)
        .flatMap(
            given -> Arrays.stream(values).filter(v -> word.apply(v).equals(given)).findFirst());
  }

  /** What stands in a field; empty where nothing does. */
  static Optional<String> text(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** What was written into the fields, as one line of history. */
  static Optional<String> note(OrderAction action, Map<String, String> fields) {
    List<String> said =
        FIELDS.getOrDefault(action, List.of()).stream()
            .filter(field -> !field.equals(FOR_WHOM) && !field.equals(AT))
            .flatMap(
                field ->
                    text(fields, field.name())
                        .map(
                            value ->
                                field.equals(NOTE) || field.equals(REASON)
                                    ? value
                                    : field.name() + ": " + value)
                        .stream())
            .toList();
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", said));
  }
}
