package org.zhiban.model.site;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/** What a visit looks at, in order. */
public record Checklist(String id, List<Item> items) {
  public Checklist {
    items = List.copyOf(items);
  }

  /**
   * One line.
   *
   * @param reading a point whose value is written down with it
   * @param photo whether a photograph is asked for
   */
  public record Item(LocalizedText text, Optional<String> reading, boolean photo) {}
}
