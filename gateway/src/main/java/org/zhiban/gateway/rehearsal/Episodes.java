package org.zhiban.gateway.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;

/** What was in alarm and when, from the steps of alarms, recorded or rehearsed. */
final class Episodes {
  /** More than these are not kept: a rule that chatters for a month must not fill the memory. */
  static final int MOST = 50_000;

  private record Place(RuleName rule, String key) {
    static Place of(Alarm alarm) {
      return new Place(new RuleName(alarm.equipment(), alarm.rule()), alarm.key());
    }
  }

  private final Map<Place, Episode> open = new LinkedHashMap<>();
  private final List<Episode> over = new ArrayList<>();
  private boolean cut;

  /** An alarm that stands at the beginning. */
  void stands(Alarm alarm) {
    if (alarm.active()) {
      open.put(Place.of(alarm), Episode.begun(alarm, alarm.raisedAt()));
    }
  }

  void take(Collection<AlarmChange> changes) {
    changes.forEach(this::take);
  }

  void take(AlarmChange change) {
    Alarm alarm = change.alarm();
    Place place = Place.of(alarm);
    switch (change.kind()) {
      case RAISED, REPEATED -> {
        if (!open.containsKey(place)) {
          open.put(place, Episode.begun(alarm, change.at()));
        }
      }
      case ESCALATED ->
          open.computeIfPresent(place, (_, episode) -> episode.raisedTo(alarm.priority()));
      case CLEARED ->
          Optional.ofNullable(open.remove(place))
              .ifPresent(episode -> keep(episode.cleared(change.at())));
      case ACKNOWLEDGED,
          REALARMED,
          RESET,
          SHELVED,
          UNSHELVED,
          SUPPRESSED,
          UNSUPPRESSED,
          QUALITY -> {}
    }
  }

  private void keep(Episode episode) {
    if (over.size() < MOST) {
      over.add(episode);
    } else {
      cut = true;
    }
  }

  /** Whether there were too many to keep all. */
  boolean cut() {
    return cut;
  }

  /** Those that were in alarm within a period, in order of time. */
  List<Episode> within(Instant from, Instant to) {
    List<Episode> all = new ArrayList<>(over);
    all.addAll(open.values());
    return all.stream()
        .filter(one -> one.raisedAt().isBefore(to))
        .filter(one -> one.clearedAt().map(end -> !end.isBefore(from)).orElse(true))
        .sorted(Comparator.comparing(Episode::raisedAt).thenComparing(Episode::rule))
        .toList();
  }
}
