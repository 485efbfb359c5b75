package org.zhiban.rules.handover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.handover.HandoverItem;

/** What changed between two looks at what stands. */
public final class HandoverDifference {
  private HandoverDifference() {}

  /** What became of it. */
  public enum Kind {
    NEW,
    CHANGED,
    GONE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing that changed.
   *
   * @param item as it stands now; of what is gone, as it stood
   * @param before as it stood; empty: it is new
   */
  public record Change(Kind kind, HandoverItem item, Optional<HandoverItem> before) {}

  /** Everything that is not as it was, in the order of the book. */
  public static List<Change> between(List<HandoverItem> before, List<HandoverItem> after) {
    Map<Key, HandoverItem> stood = byKey(before);
    Map<Key, HandoverItem> stands = byKey(after);
    List<Change> changes = new ArrayList<>();
    stands.forEach(
        (key, item) -> {
          HandoverItem was = stood.get(key);
          if (was == null) {
            changes.add(new Change(Kind.NEW, item, Optional.empty()));
          } else if (!was.equals(item)) {
            changes.add(new Change(Kind.CHANGED, item, Optional.of(was)));
          }
        });
    stood.forEach(
        (key, item) -> {
          if (!stands.containsKey(key)) {
            changes.add(new Change(Kind.GONE, item, Optional.of(item)));
          }
        });
    changes.sort(java.util.Comparator.comparing(change -> change.item().section()));
    return List.copyOf(changes);
  }

  private record Key(HandoverItem.Section section, String subject) {}

  private static Map<Key, HandoverItem> byKey(List<HandoverItem> items) {
    Map<Key, HandoverItem> byKey = new LinkedHashMap<>();
    items.forEach(item -> byKey.put(new Key(item.section(), item.subject()), item));
    return byKey;
  }
}
