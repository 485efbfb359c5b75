package org.zhiban.gateway.config.shape;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    return toAny(List.of(kind), words);
  }

  /** The id of a thing of one of some kinds, or one of a few words. */
  public static Leaf<String> toAny(List<Kind> kinds, List<String> words) {
    String or = words.isEmpty() ? "" : ", or " + String.join(", ", words);
    String of =
        kinds.stream().map(kind -> Texts.article(kind.word())).collect(Collectors.joining(" or "));
    return Leaf.judging(
        "the id of " + of + or,
        "write the id of " + of + or,
        (scalar, reading) -> {
          String id = scalar.text();
          if (!words.contains(id)) {
            reading.later(
                () -> {
                  if (kinds.stream().noneMatch(kind -> reading.names().has(kind, id))) {
                    Set<String> known = new LinkedHashSet<>(words);
                    kinds.forEach(kind -> known.addAll(reading.names().candidates(kind)));
                    reading.error(
                        scalar,
                        "there is no "
                            + kinds.stream().map(Kind::word).collect(Collectors.joining(" or "))
                            + " '"
                            + id
                            + "'",
                        Nearest.remedy(id, kinds.getFirst().candidatesAre(), known));
                  }
                });
          }
          return id;
        });
  }
}
