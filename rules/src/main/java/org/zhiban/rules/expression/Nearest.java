package org.zhiban.rules.expression;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The name that was probably meant. */
public final class Nearest {
  private static final int NAMES_IN_A_LIST = 12;

  /**
   * What to say to somebody who wrote a name that there is not: the nearest, or the choice.
   *
   * @param things what the names are, for example {@code points of pump-b1}
   */
  public static String remedy(String written, Collection<String> names, String things) {
    if (names.isEmpty()) {
      return "there are no " + things;
    }
    return find(written, names)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> things + ": " + choice(names));
  }

  /** The nearest name, if one is near enough to be meant. */
  public static Optional<String> find(String written, Collection<String> names) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(written, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    int allowed = Math.max(1, Math.max(written.length(), best.length()) / 3);
    return least <= allowed ? Optional.of(best) : Optional.empty();
  }

  private static String choice(Collection<String> names) {
    List<String> shown = names.stream().limit(NAMES_IN_A_LIST).toList();
    return String.join(", ", shown) + (names.size() > shown.size() ? ", ..." : "");
  }

  /** Edits between two words, a swap of neighbours being one (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(
                Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1), edits[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = least;
      }
    }
    return edits[a.length()][b.length()];
  }

  private Nearest() {}
}
