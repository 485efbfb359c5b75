package org.zhiban.rules.flood;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;

/**
 * Finds, among the alarms that stand, the first of each group: of the equipment below one uppermost
 * parent, those whose conditions began within {@link #TOGETHER} of one another. What counts is when
 * a condition began by its source, not how long its rule then waited: a trip comes before the low
 * pressure that follows from it, though both are raised minutes later. Alarms of life safety, and
 * those that are kept quiet, belong to no group. One thread.
 */
public final class FirstOuts {
  /** Alarms that begin no further apart belong together. */
  public static final Duration TOGETHER = Duration.ofSeconds(10);

  /** How an alarm stands among those that began with it. */
  public enum Place {
    /** None began with it. */
    ALONE,
    /** It was the first of several. */
    FIRST,
    /** Another came before it. */
    FOLLOWS
  }

  /** An alarm that has another place now. */
  public record Moved(String alarm, String equipment, Place place) {}

  private record Begun(Instant at, String id, String equipment) {}

  /** Where an alarm that counts stands. */
  private record Member(String group, Begun begun) {}

  private static final Comparator<Begun> ORDER =
      Comparator.comparing(Begun::at).thenComparing(Begun::id);

  private final Map<String, String> groups;
  private final Map<String, NavigableSet<Begun>> standing = new HashMap<>();
  private final Map<String, Member> known = new HashMap<>();

  /**
   * None stands yet.
   *
   * @param groups by equipment; one that is not among them is its own
   */
  FirstOuts(Map<String, String> groups) {
    this.groups = Map.copyOf(groups);
  }

  /** For a site, of which no alarm stands yet. */
  public static FirstOuts of(Site site) {
    return new FirstOuts(
        site.equipment().values().stream()
            .collect(Collectors.toMap(Equipment::id, one -> uppermost(site, one))));
  }

  private static String uppermost(Site site, Equipment equipment) {
    Set<String> seen = new HashSet<>();
    Equipment top = equipment;
    while (seen.add(top.id())) {
      Equipment parent = top.parent().map(site.equipment()::get).orElse(null);
      if (parent == null) {
        break;
      }
      top = parent;
    }
    return top.id();
  }

  /**
   * Takes an alarm as it stands now, or stands no more.
   *
   * @return the alarms, other than this one, that have another place now
   */
  public List<Moved> take(Alarm alarm) {
    NavigableSet<Begun> group = group(alarm);
    Begun begun = new Begun(alarm.firstSeenAt(), alarm.id(), alarm.equipment());
    Member member = known.get(alarm.id());
    Begun before = member == null ? null : member.begun();
    boolean counts = counts(alarm);
    if (counts ? begun.equals(before) : before == null) {
      return List.of();
    }
    Map<Begun, Place> places = new HashMap<>();
    note(group, before == null ? begun : before, places);
    note(group, begun, places);
    if (before != null) {
      group.remove(before);
      known.remove(alarm.id());
    }
    if (counts) {
      group.add(begun);
      known.put(alarm.id(), new Member(groupOf(alarm), begun));
    }
    List<Moved> moved = new ArrayList<>();
    places.forEach(
        (neighbour, was) -> {
          Place is = place(group, neighbour);
          if (!neighbour.id().equals(alarm.id()) && is != was) {
            moved.add(new Moved(neighbour.id(), neighbour.equipment(), is));
          }
        });
    if (group.isEmpty()) {
      standing.remove(groupOf(alarm));
    }
    return moved;
  }

  /** Only those beside it can have another place by its coming or going. */
  private static void note(NavigableSet<Begun> group, Begun begun, Map<Begun, Place> places) {
    for (Begun beside : new Begun[] {group.lower(begun), group.higher(begun)}) {
      if (beside != null) {
        places.putIfAbsent(beside, place(group, beside));
      }
    }
  }

  /** How an alarm stands. */
  public Place place(String alarm) {
    Member member = known.get(alarm);
    NavigableSet<Begun> group = member == null ? null : standing.get(member.group());
    return member == null || group == null ? Place.ALONE : place(group, member.begun());
  }

  private static Place place(NavigableSet<Begun> group, Begun begun) {
    if (together(group.lower(begun), begun)) {
      return Place.FOLLOWS;
    }
    return together(begun, group.higher(begun)) ? Place.FIRST : Place.ALONE;
  }

  private static boolean together(@Nullable Begun earlier, @Nullable Begun later) {
    return earlier != null && later != null && !earlier.at().plus(TOGETHER).isBefore(later.at());
  }

  private static boolean counts(Alarm alarm) {
    return alarm.standing()
        && !alarm.lifeSafety()
        && alarm.priority() != Priority.JOURNAL
        && alarm.suppression() instanceof Suppression.None;
  }

  private NavigableSet<Begun> group(Alarm alarm) {
    return standing.computeIfAbsent(groupOf(alarm), _ -> new TreeSet<>(ORDER));
  }

  private String groupOf(Alarm alarm) {
    return groups.getOrDefault(alarm.equipment(), alarm.equipment());
  }
}
