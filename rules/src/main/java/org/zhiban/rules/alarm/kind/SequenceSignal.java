package org.zhiban.rules.alarm.kind;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Condition.Sequence;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * Waits for the happening that explains another. The order is that of the sources' times; the
 * explanation may arrive late by as much as the rule says. An excuse that is unknown excuses
 * nothing.
 */
final class SequenceSignal extends Signal {
  /** More explanations than that within one window tell nothing more. */
  private static final int EXPLANATIONS = 64;

  private static final String EVENT = "event";

  /** How long a happening may lag behind its explanation where the rule does not say. */
  private static final long LONGEST_LAG = Duration.ofMinutes(10).toMillis();

  private final CompiledExpression event;
  private final CompiledExpression other;
  private final RuleContext.Maybe excuse;
  private final EventNotes events;
  private final boolean excused;
  private final Edge eventEdge;
  private final Edge otherEdge;
  private final boolean followed;
  private final long within;
  private final long late;
  private final long maxAge;
  private final long kept;
  private final PointTable table;
  private final Runnable remember;
  private final Deque<Long> explanations = new ArrayDeque<>();
  private final List<Open> open = new ArrayList<>();
  private int pulses;
  private @Nullable PointEvent shown;

  /** A happening that nothing explained yet. */
  private record Open(long time, long until, @Nullable PointEvent event) {}

  SequenceSignal(
      Sequence condition,
      CompiledExpression event,
      CompiledExpression other,
      RuleContext.Maybe excuse,
      EventNotes events,
      Surroundings around) {
    this.event = event;
    this.events = events;
    this.other = other;
    this.excuse = excuse;
    excused = condition.unless().isPresent();
    eventEdge = new Edge(event);
    otherEdge = new Edge(other);
    followed = condition.unlessFollowedBy().isPresent();
    within = condition.within().toMillis();
    late = condition.late().toMillis();
    maxAge = condition.maxAge().map(Duration::toMillis).orElse(NEVER);
    kept = within + late + Math.min(maxAge, LONGEST_LAG);
    table = around.table();
    remember = around.remember();
  }

  @Override
  public void sample(int point, long time) {
    if (other.event().isEmpty() && otherEdge.rises(table)) {
      explained(time);
    }
    if (event.event().isEmpty() && eventEdge.rises(table)) {
      happened(time, time, null);
      conclude(time);
    }
  }

  @Override
  public void event(PointEvent happening, long time, long now) {
    long at = Math.min(happening.time().toEpochMilli(), now);
    if (judges(other, happening)) {
      explained(at);
    }
    if (judges(event, happening) && now - at <= maxAge) {
      happened(at, now, happening);
      conclude(time);
    }
  }

  private boolean judges(CompiledExpression part, PointEvent happening) {
    return part.event().isPresent()
        && part.event().getAsInt() == happening.point()
        && part.test(table, happening) == Truth.TRUE;
  }

  private void explained(long at) {
    explanations.addLast(at);
    if (explanations.size() > EXPLANATIONS) {
      explanations.removeFirst();
    }
    open.removeIf(waiting -> explains(at, waiting.time()));
    remember.run();
  }

  private boolean explains(long explanation, long happening) {
    return followed
        ? explanation >= happening && explanation <= happening + within
        : explanation <= happening && explanation >= happening - within;
  }

  private void happened(long at, long arrived, @Nullable PointEvent happening) {
    if (excused && excuse.test(table) == Truth.TRUE) {
      return;
    }
    if (!followed && other.event().isEmpty() && other.test(table) == Truth.TRUE) {
      return;
    }
    for (long explanation : explanations) {
      if (explains(explanation, at)) {
        return;
      }
    }
    long until = followed ? Math.max(at + within + late, arrived) : arrived + late;
    open.add(new Open(at, until, happening));
    remember.run();
  }

  private void conclude(long time) {
    Iterator<Open> each = open.iterator();
    while (each.hasNext()) {
      Open waiting = each.next();
      if (waiting.until() <= time) {
        each.remove();
        pulses++;
        shown = waiting.event();
      }
    }
  }

  /** What excuses is looked at when something happens. */
  @Override
  public void steady(int point, Steady values) {
    event.steady(point, table, values);
    other.steady(point, table, values);
  }

  @Override
  public Truth input(int track) {
    return Truth.FALSE;
  }

  @Override
  public int pulses() {
    return pulses;
  }

  @Override
  public boolean momentary() {
    return true;
  }

  @Override
  public @Nullable PointEvent happening() {
    return shown;
  }

  @Override
  public long deadline() {
    long earliest = explanations.isEmpty() ? NEVER : explanations.getFirst() + kept;
    for (Open waiting : open) {
      earliest = Math.min(earliest, waiting.until());
    }
    return earliest;
  }

  @Override
  public boolean timed() {
    return true;
  }

  @Override
  public void fire(long time) {
    conclude(time);
    while (!explanations.isEmpty() && explanations.getFirst() + kept <= time) {
      explanations.removeFirst();
    }
    remember.run();
  }

  @Override
  public boolean idle() {
    return open.isEmpty() && explanations.isEmpty();
  }

  @Override
  public void save(Notes notes) {
    if (!explanations.isEmpty()) {
      notes.put("explained", explanations.stream().mapToLong(Long::longValue).toArray());
    }
    if (!open.isEmpty()) {
      notes.put("open", open.stream().mapToLong(Open::time).toArray());
      notes.put("until", open.stream().mapToLong(Open::until).toArray());
      for (int i = 0; i < open.size(); i++) {
        PointEvent waiting = open.get(i).event();
        if (waiting != null) {
          events.write(notes, EVENT + i, waiting);
        }
      }
    }
    eventEdge.save(notes, "edge");
    otherEdge.save(notes, "other");
  }

  @Override
  public void load(Notes notes) {
    if (notes.has("explained")) {
      for (long time : notes.numbers("explained")) {
        explanations.addLast(time);
      }
    }
    if (notes.has("open")) {
      long[] times = notes.numbers("open");
      long[] until = notes.numbers("until");
      for (int i = 0; i < times.length; i++) {
        PointEvent waiting = notes.has(EVENT + i) ? EventNotes.read(notes, EVENT + i) : null;
        open.add(new Open(times[i], until[i], waiting));
      }
    }
    eventEdge.load(notes, "edge");
    otherEdge.load(notes, "other");
  }
}
