package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;

/**
 * One order as it stands.
 *
 * @param id its number, which a person can say on the phone: {@code WX-20261121-014}
 * @param fault what makes two faults the same, {@code equipment/rule} and a key where the rule says
 *     so; empty for a report by hand
 * @param title in both languages
 * @param priority the most pressing of its alarms; empty where it has none, or is from before this
 *     was kept
 * @param assignee a staff id, or a contractor's
 * @param doers everybody who had a hand in the work, once each: who accepted, began or completed
 *     it, and in whose name. None of them verifies it
 * @param asked everybody to whom it was ever dispatched, once each, whether he took it or not
 * @param alarms ids of the alarms under it, in order of arrival
 * @param occurrences how often the fault came while the order was open
 * @param report fields of a report by hand [R1]: content, reported_by, phone, appointment
 * @param lockOut the rules that it keeps quiet; only while it is in progress
 * @param holdRequest a pause that is asked for and neither granted nor overtaken by a step
 * @param hold the pause that was granted; only while it is on hold
 * @param remedy plan and beginning of the repair of a serious fault
 * @param mergedInto number of the order that it was put under
 * @param cause of an order that nobody has taken on: the order under which its cause is repaired
 * @param concern of a report that is no fault: a complaint, or what somebody asks for
 * @param overrun leave to end a complaint later than promised; the last that was given
 * @param version rises by one with every change, from 1
 */
public record WorkOrder(
    String id,
    OrderSource source,
    OrderStatus status,
    Urgency urgency,
    Severity severity,
    boolean major,
    Optional<Priority> priority,
    Optional<String> equipment,
    Optional<String> location,
    LocalizedText title,
    String trade,
    Optional<String> assignee,
    List<String> doers,
    List<String> asked,
    Optional<String> fault,
    List<String> alarms,
    Optional<String> plan,
    int occurrences,
    List<Clock> clocks,
    Optional<Evidence> evidence,
    List<ChecklistEntry> checklist,
    Map<String, String> report,
    Optional<LockOut> lockOut,
    Optional<HoldRequest> holdRequest,
    Optional<Hold> hold,
    Remedy remedy,
    Optional<String> mergedInto,
    Optional<UnderCause> cause,
    Optional<Concern> concern,
    Optional<Overrun> overrun,
    Instant openedAt,
    Instant updatedAt,
    Optional<Instant> closedAt,
    int version) {
  public WorkOrder {
    alarms = List.copyOf(alarms);
    doers = List.copyOf(doers);
    asked = List.copyOf(asked);
    clocks = List.copyOf(clocks);
    checklist = List.copyOf(checklist);
    report = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(report));
    if (occurrences < 1 || version < 1) {
      throw new IllegalArgumentException("occurrences and version count from 1");
    }
    if (lockOut.isPresent() && status != OrderStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("only an order in progress locks out rules: " + id);
    }
    if (hold.isPresent() && status != OrderStatus.ON_HOLD) {
      throw new IllegalArgumentException("only an order on hold has a hold: " + id);
    }
    if (mergedInto.isPresent() && status != OrderStatus.MERGED) {
      throw new IllegalArgumentException("only a merged order is under another: " + id);
    }
    if (cause.isPresent() && !status.untaken()) {
      throw new IllegalArgumentException("whoever works on an order waits for no other: " + id);
    }
  }

  /** In whose hands the work was or is: the doers, and whoever has the order now. */
  public Set<String> hands() {
    Set<String> hands = new LinkedHashSet<>(doers);
    assignee.ifPresent(hands::add);
    return hands;
  }

  /**
   * A line of the checklist, and what was found.
   *
   * @param reading a point whose value is written down with it
   * @param photo whether a photograph is asked for where it failed
   * @param skipped nobody looked; the note says why
   * @param value what was read, in the point's unit
   * @param at when it was ticked last
   * @param by who ticked it last
   */
  public record ChecklistEntry(
      LocalizedText text,
      Optional<String> reading,
      boolean photo,
      Optional<Boolean> passed,
      boolean skipped,
      Optional<Double> value,
      Optional<String> note,
      Optional<Instant> at,
      Optional<String> by) {
    public ChecklistEntry {
      if (skipped && passed.isPresent()) {
        throw new IllegalArgumentException("what was skipped neither passed nor failed: " + text);
      }
    }

    /** A line that nobody looked at yet. */
    public static ChecklistEntry open(LocalizedText text, Optional<String> reading, boolean photo) {
      return new ChecklistEntry(
          text,
          reading,
          photo,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** Whether it was looked at, or skipped for a reason. */
    public boolean settled() {
      return skipped || passed.isPresent();
    }

    /** Whether it was found wanting. */
    public boolean failed() {
      return passed.filter(good -> !good).isPresent();
    }
  }
}
