package org.zhiban.gateway.config.shape;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.zhiban.gateway.config.problem.Nearest;

/** Ids of things that stand elsewhere in the site; checked when all files are read. */
public final class Refs {
  private Refs() {}

  /** The id of a thing of the site. */
  public static Leaf<String> to(Kind kind) {
    return to(kind, List.of());
  }

  /** The id of a thing of the site, or one of a few words. */
  public static Leaf<String> to(Kind kind, List<String> words) {
    String or = words.isEmpty() ? "" : ", or " + String.join(", ", words);
    return Leaf.judging(
        "the id of " + Texts.article(kind.word()) + or,
        "write the id of " + Texts.article(kind.word()) + or,
        (scalar, reading) -> {
          String id = scalar.text();
          if (!words.contains(id)) {
            reading.later(
                () -> {
                  if (!reading.names().has(kind, id)) {
                    Set<String> known = new LinkedHashSet<>(words);
                    known.addAll(reading.names().candidates(kind));
                    reading.error(
                        scalar,
                        "there is no " + kind.word() + " '" + id + "'",
                        Nearest.remedy(id, kind.candidatesAre(), known));
                  }
                });
          }
          return id;
        });
  }
}
