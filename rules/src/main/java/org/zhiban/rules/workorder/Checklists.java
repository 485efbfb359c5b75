package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;

/**
 * A checklist as it is worked through [E17] [E24]: what may be said of a line, what a line that
 * failed leads to, and what is left before the order is complete.
 */
public final class Checklists {
  private static final String PASSED = "true";
  private static final String FAILED = "false";
  private static final String SKIPPED = "skipped";

  /** What may be said of a line, as the field {@code passed} takes it. */
  public static final List<String> FINDINGS = List.of(PASSED, FAILED, SKIPPED);

  private final Site site;
  private final Clocks clocks;

  public Checklists(Site site) {
    this.site = site;
    this.clocks = new Clocks(site);
  }

  /** Who ticks, and in whose name. */
  record Ticker(String user, Optional<String> behalf) {}

  /** What the checklist has against an action, whoever asks and whatever the fields say. */
  Optional<OrderRefusal> refusal(OrderAction action, WorkOrder order) {
    if (action == OrderAction.TICK && order.checklist().isEmpty()) {
      return Optional.of(new OrderRefusal.NoChecklist());
    }
    List<Integer> left =
        IntStream.rangeClosed(1, order.checklist().size())
            .filter(item -> !order.checklist().get(item - 1).settled())
            .boxed()
            .toList();
    return action == OrderAction.COMPLETE && !left.isEmpty()
        ? Optional.of(new OrderRefusal.ItemsLeft(left))
        : Optional.empty();
  }

  /** Whether a line may be left out: never of a visit that law asks for. */
  public boolean maySkip(WorkOrder order) {
    return order
        .plan()
        .map(plan -> Optional.ofNullable(site.plans().get(plan)))
        .map(plan -> plan.filter(known -> !known.statutory()).isPresent())
        .orElse(true);
  }

  /** The point whose value is written down with a line. */
  public Optional<PointSpec> point(WorkOrder order, ChecklistEntry entry) {
    return entry
        .reading()
        .flatMap(
            point ->
                order
                    .equipment()
                    .map(site.equipment()::get)
                    .map(equipment -> equipment.points().get(point)));
  }

  /**
   * Ticks a line, or corrects what was said of it. A line that fails makes an order of its own,
   * once, however often it is ticked.
   *
   * @param edit the step so far
   */
  OrderOutcome tick(
      WorkOrder order,
      OrderEdit edit,
      Ticker ticker,
      Map<String, String> fields,
      OtherOrders others,
      Instant now) {
    OptionalInt number = number(order, text(fields, "item").orElseThrow());
    if (number.isEmpty()) {
      int last = order.checklist().size();
      return wrong("item", "item 只能是 1–" + last, "item is a number from 1 to " + last);
    }
    int item = number.getAsInt();
    ChecklistEntry before = order.checklist().get(item - 1);
    String finding = text(fields, "passed").orElseThrow();
    if (!FINDINGS.contains(finding)) {
      String words = String.join(", ", FINDINGS);
      return wrong("passed", "passed 只能是 " + words, "passed is one of " + words);
    }
    Optional<String> note = text(fields, "note");
    if (finding.equals(SKIPPED)) {
      if (!maySkip(order)) {
        return new OrderOutcome.Refused(new OrderRefusal.NeverSkipped(item));
      }
      if (note.isEmpty()) {
        return wrong("note", "跳过检查项请写明原因", "Say why the item is skipped");
      }
    }
    Optional<String> given = text(fields, "value");
    Optional<Double> value = given.flatMap(Checklists::figure);
    Optional<OrderOutcome> mistaken = mistaken(order, before, finding, given, value);
    if (mistaken.isPresent()) {
      return mistaken.get();
    }
    ChecklistEntry entry =
        new ChecklistEntry(
            before.text(),
            before.reading(),
            before.photo(),
            finding.equals(SKIPPED) ? Optional.empty() : Optional.of(finding.equals(PASSED)),
            finding.equals(SKIPPED),
            value,
            note,
            Optional.of(now),
            Optional.of(ticker.behalf().orElse(ticker.user())));
    List<ChecklistEntry> checklist = new ArrayList<>(order.checklist());
    checklist.set(item - 1, entry);
    Optional<String> made = others.correctiveOf(order.id(), item);
    OrderStep step =
        edit.checklist(checklist)
            .step(
                ticker.user(),
                ticker.behalf(),
                OrderAction.TICK.word(),
                Optional.of(line(order, item, entry, made)));
    return entry.failed() && made.isEmpty()
        ? new OrderOutcome.Found(step, item, corrective(order, item, entry, now))
        : new OrderOutcome.Done(step);
  }

  private static OptionalInt number(WorkOrder order, String item) {
    if (!item.matches("\\d{1,4}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(item);
    return 1 <= number && number <= order.checklist().size()
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  private static Optional<Double> figure(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** What is wrong with the value that was given, or that none was. */
  private Optional<OrderOutcome> mistaken(
      WorkOrder order,
      ChecklistEntry entry,
      String finding,
      Optional<String> given,
      Optional<Double> value) {
    Optional<PointSpec> point = point(order, entry);
    if (entry.reading().isEmpty()) {
      return given.map(_ -> wrong("value", "该检查项不需要读数", "The item takes no reading"));
    }
    if (given.isEmpty()) {
      return finding.equals(PASSED)
          ? Optional.of(wrong("value", "请填写读数", "Write down what was read"))
          : Optional.empty();
    }
    if (value.isEmpty()) {
      return Optional.of(wrong("value", "读数须为数字", "The reading is a number"));
    }
    Optional<ValueRange> range = point.flatMap(PointSpec::range);
    return range
        .filter(sound -> !sound.contains(value.get()))
        .map(
            sound -> {
              String span =
                  sound.min() + "–" + sound.max() + point.flatMap(PointSpec::unit).orElse("");
              return wrong(
                  "value",
                  "读数应在 " + span + " 之内，请核对小数点与单位",
                  "A reading lies within " + span + "; look at the point and the unit");
            });
  }

  private static OrderOutcome wrong(String field, String zh, String en) {
    return new OrderOutcome.Refused(new OrderRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  private String line(WorkOrder order, int item, ChecklistEntry entry, Optional<String> made) {
    List<String> parts = new ArrayList<>();
    parts.add(
        item
            + ". "
            + both(entry.text())
            + (entry.skipped() ? " —" : entry.failed() ? " ✕" : " ✓")
            + entry
                .value()
                .map(value -> " " + value + point(order, entry).flatMap(PointSpec::unit).orElse(""))
                .orElse(""));
    entry.note().ifPresent(parts::add);
    made.ifPresent(parts::add);
    return String.join("; ", parts);
  }

  private static String both(LocalizedText text) {
    return text.zh().equals(text.en()) ? text.zh() : text.zh() + " / " + text.en();
  }

  /** The order that puts right what a line found. */
  private OrderDraft corrective(WorkOrder order, int item, ChecklistEntry entry, Instant now) {
    LocalizedText thing =
        order
            .equipment()
            .map(site.equipment()::get)
            .map(equipment -> equipment.name())
            .orElse(LocalizedText.same(order.location().orElse("")));
    WorkOrder draft =
        new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.PATROL, now)
            .equipment(order.equipment())
            .location(order.location())
            .title(
                new LocalizedText(
                    joined(thing.zh(), "：", entry.text().zh() + " 不合格"),
                    joined(thing.en(), ": ", entry.text().en() + " failed")))
            .trade(order.trade())
            .clocks(
                clocks.opened(
                    new Clocks.Kind(OrderSource.PATROL, Urgency.NORMAL, Severity.MINOR),
                    Map.of(),
                    now))
            .build();
    String found = order.id() + " " + line(order, item, entry, Optional.empty());
    return OrderDraft.of(draft, OrderDraft.MACHINE, Optional.of(found));
  }

  private static String joined(String thing, String colon, String fault) {
    return thing.isEmpty() ? fault : thing + colon + fault;
  }

  /** The line of an order's history that names the order which its checklist made. */
  public static OrderStep followed(WorkOrder order, int item, String corrective, Instant now) {
    return new OrderEdit(order, now)
        .step(
            OrderDraft.MACHINE,
            Optional.empty(),
            "corrective",
            Optional.of(item + ". → " + corrective));
  }
}
