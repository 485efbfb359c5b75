package org.zhiban.simulators.plant;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.zhiban.model.LocalizedText;

/**
 * Something that can go wrong with a class of equipment.
 *
 * @param words for a person who chooses one
 * @param shownBy sets of point names, each of which is enough to see the fault; none: always seen
 */
public record FaultKind(String name, LocalizedText words, List<Set<String>> shownBy) {
  public FaultKind {
    shownBy = List.copyOf(shownBy);
  }

  /** A fault that any one of the points shows. */
  public static FaultKind shownByAny(String name, String zh, String en, String... points) {
    return new FaultKind(
        name, new LocalizedText(zh, en), Arrays.stream(points).map(Set::of).toList());
  }

  /** A fault that only all the points together show. */
  public static FaultKind shownByAll(String name, String zh, String en, String... points) {
    return new FaultKind(name, new LocalizedText(zh, en), List.of(Set.of(points)));
  }

  /** Whether an equipment with these points can show it. */
  public boolean expressibleBy(Set<String> points) {
    return shownBy.isEmpty() || shownBy.stream().anyMatch(points::containsAll);
  }
}
