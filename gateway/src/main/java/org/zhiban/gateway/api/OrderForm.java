package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.workorders.RecordedOrders;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.cost.Consent;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.workorder.HoldKind;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.cost.Books;
import org.zhiban.rules.cost.OrderSpending;
import org.zhiban.rules.stock.Stock;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.AllowedAction;
import org.zhiban.rules.workorder.Checklists;
import org.zhiban.rules.workorder.CommonCause;
import org.zhiban.rules.workorder.LockOuts;
import org.zhiban.rules.workorder.Merging;
import org.zhiban.rules.workorder.ReturnVisits;
import org.zhiban.rules.workorder.Triage;

/** The forms of what somebody may do with an order now. */
final class OrderForm {
  /** What a form offers; a caller may say any length up to the longest. */
  private static final List<String> LOCK_OUT_FOR = List.of("30m", "1h", "2h", "4h");

  /** The newest open orders, as a form offers them. */
  private static final int OFFERED = 50;

  private final Site site;
  private final OperationsQueries store;

  OrderForm(Site site, OperationsQueries store) {
    this.site = site;
    this.store = store;
  }

  /** What the actor may do now, with the fields of each form. */
  JsonArray allowed(WorkOrder order, Books books, Actor actor, Instant now) {
    JsonArray allowed = new JsonArray();
    Stream.concat(
            new OrderSpending(site).allowed(order, actor, books, now).stream(),
            sample(order, actor, now).stream())
        .forEach(
            action -> {
              JsonArray fields = new JsonArray();
              action.fields().stream()
                  .filter(wanted -> !wanted.name().equals("stock") || !stocked().isEmpty())
                  .forEach(wanted -> fields.add(field(wanted, order, books)));
              allowed.add(
                  new JsonObject().put("action", action.action().word()).put("fields", fields));
            });
    return allowed;
  }

  /** The sample of a closed order, where the actor makes it. */
  private Optional<AllowedAction> sample(WorkOrder order, Actor actor, Instant now) {
    return Optional.of(order)
        .filter(it -> it.status() == OrderStatus.CLOSED)
        .filter(it -> new ReturnVisits(site).offered(it, actor, store.visits().of(it.id()), now))
        .map(ReturnVisits::form);
  }

  /** Whether the actor may make the visit for which the order waits before it is closed. */
  static boolean offersVisit(Site site, WorkOrder order, Actor actor, Books books, Instant now) {
    return new OrderSpending(site)
        .allowed(order, actor, books, now).stream()
            .anyMatch(it -> it.action() == OrderAction.VISIT);
  }

  /** A field as a form shows it. */
  private JsonObject field(AllowedAction.Field field, WorkOrder order, Books books) {
    JsonObject view = new JsonObject().put("name", field.name()).put("required", field.required());
    return switch (field.name()) {
      case "concern" ->
          view.put("kind", "choice").put("choices", EquipmentView.array(Triage.CONCERNS));
      case "urgency" ->
          view.put("kind", "choice").put("choices", words(Urgency.values(), Urgency::word));
      case "severity" ->
          view.put("kind", "choice").put("choices", words(Severity.values(), Severity::word));
      case "satisfaction" ->
          view.put("kind", "choice")
              .put("choices", new JsonArray(List.of("1", "2", "3", "4", "5")));
      case "result" ->
          view.put("kind", "choice")
              .put("choices", words(VisitAnswer.Result.values(), VisitAnswer.Result::word));
      case "stock" -> view.put("kind", "choice").put("choices", stocked());
      case "item" ->
          view.put("kind", "choice")
              .put(
                  "choices",
                  new JsonArray(
                      IntStream.rangeClosed(1, order.checklist().size())
                          .mapToObj(String::valueOf)
                          .toList()));
      case "passed" ->
          view.put("kind", "choice").put("choices", EquipmentView.array(Checklists.FINDINGS));
      case "value" -> view.put("kind", "number");
      case "at" -> view.put("kind", "time");
      case "paid" -> view.put("kind", "choice").put("choices", words(Payer.values(), Payer::word));
      case "how" ->
          view.put("kind", "choice")
              .put("choices", words(Consent.Means.values(), Consent.Means::word));
      case "kind" ->
          view.put("kind", "choice").put("choices", EquipmentView.array(List.of("cost", "quote")));
      case "line" -> view.put("kind", "choice").put("choices", lines(books));
      case "quantity", "minutes", "amount", "unit_price" -> view.put("kind", "number");
      case "waiting_for" ->
          view.put("kind", "choice").put("choices", words(HoldKind.values(), HoldKind::word));
      case "until" -> view.put("kind", "time");
      case "rules" -> view.put("kind", "choices").put("choices", lockable(order));
      case "under" -> view.put("kind", "choice").put("choices", causes(order));
      case "into" -> view.put("kind", "choice").put("choices", mergeable(order));
      case "for" -> view.put("kind", "choice").put("choices", EquipmentView.array(LOCK_OUT_FOR));
      case "assignee", "on_behalf_of", "person" -> view.put("kind", "person");
      default -> view.put("kind", "text");
    };
  }

  /** The lines that can be taken back. */
  private JsonArray lines(Books books) {
    JsonArray choices = new JsonArray();
    books.own().lines().stream()
        .filter(line -> line.corrects().isEmpty() && !books.own().countered(line.line()))
        .forEach(
            line ->
                choices.add(
                    new JsonObject()
                        .put("id", String.valueOf(line.line()))
                        .put(
                            "name",
                            EquipmentView.text(
                                LocalizedText.same(
                                    line.line()
                                        + " "
                                        + line.text()
                                        + " "
                                        + site.service().charges().text(line.amount()))))));
    return choices;
  }

  /** The open orders of the same equipment under which the order may be put. */
  private JsonArray mergeable(WorkOrder order) {
    return orders(new Merging(site).among(open(order.equipment()), order));
  }

  /** The open orders under which its cause may be repaired. */
  private JsonArray causes(WorkOrder order) {
    return orders(
        new CommonCause(site).among(open(Optional.empty()), order, new RecordedOrders(store)));
  }

  private List<WorkOrder> open(Optional<String> equipment) {
    return store
        .orders(
            OrderStatus.OPEN,
            Optional.empty(),
            equipment,
            new Page.Request(OFFERED, Optional.empty()))
        .items();
  }

  private static JsonArray orders(List<WorkOrder> offered) {
    JsonArray choices = new JsonArray();
    offered.forEach(
        other ->
            choices.add(
                new JsonObject()
                    .put("id", other.id())
                    .put(
                        "name",
                        EquipmentView.text(
                            new LocalizedText(
                                other.id() + " " + other.title().zh(),
                                other.id() + " " + other.title().en())))));
    return choices;
  }

  /** Spare parts, with what is left of each. */
  private JsonArray stocked() {
    JsonArray choices = new JsonArray();
    store.stock().parts().stream()
        .filter(part -> part.retiredAt().isEmpty())
        .forEach(
            part -> {
              String what = part.id() + " " + part.name();
              String left = Stock.text(part.stock()) + " " + part.unit();
              choices.add(
                  new JsonObject()
                      .put("id", part.id())
                      .put(
                          "name",
                          EquipmentView.text(
                              new LocalizedText(
                                  what + "（在库 " + left + "）", what + " (" + left + " left)"))));
            });
    return choices;
  }

  /** Rules as a person chooses among them: the equipment's name and what the alarm says. */
  private JsonArray lockable(WorkOrder order) {
    Map<String, RuleSpec> rules =
        site.activeRules().stream()
            .collect(Collectors.toMap(RuleSpec::name, rule -> rule, (one, _) -> one));
    JsonArray choices = new JsonArray();
    new LockOuts(site)
        .lockable(order)
        .forEach(id -> choices.add(choice(id, site, Optional.ofNullable(rules.get(id)))));
    return choices;
  }

  private static JsonObject choice(String id, Site site, Optional<RuleSpec> rule) {
    LocalizedText owner =
        rule.flatMap(RuleSpec::equipment)
            .map(site.equipment()::get)
            .map(Equipment::name)
            .orElse(LocalizedText.same(""));
    LocalizedText title =
        rule.map(RuleSpec::title)
            .filter(words -> !words.zh().isBlank())
            .orElse(LocalizedText.same(rule.map(RuleSpec::id).orElse(id)));
    return new JsonObject()
        .put("id", id)
        .put(
            "name",
            EquipmentView.text(
                new LocalizedText(owner.zh() + " " + title.zh(), owner.en() + " " + title.en())));
  }

  private static <E> JsonArray words(E[] values, Function<E, String> word) {
    return new JsonArray(Arrays.stream(values).map(word).toList());
  }
}
