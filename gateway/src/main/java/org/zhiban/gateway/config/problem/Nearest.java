package org.zhiban.gateway.config.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest slips of the finger (a letter too many, too few, wrong, or two
   * swapped), if they are few for the word's length; of several the one that begins alike. Case and
   * the choice of dash do not count.
   */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String wanted = plain(word);
    int allowed = wanted.length() < 3 ? 0 : Math.max(1, wanted.length() / 3);
    Optional<String> nearest = Optional.empty();
    int least = allowed + 1;
    int longest = -1;
    for (String candidate : candidates) {
      int distance = distance(wanted, plain(candidate));
      int shared = sharedBeginning(wanted, plain(candidate));
      if (distance < least || (distance == least && distance <= allowed && shared > longest)) {
        least = distance;
        longest = shared;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** A remedy that names the nearest candidate, or else all of them. */
  public static String remedy(String word, String candidatesAre, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return candidatesAre + ": none";
    }
    return to(word, candidates)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElseGet(() -> candidatesAre + ": " + some(candidates));
  }

  private static String some(Collection<String> candidates) {
    int shown = 24;
    String listed = String.join(", ", candidates.stream().limit(shown).toList());
    return candidates.size() > shown
        ? listed + " and " + (candidates.size() - shown) + " more"
        : listed;
  }

  private static int sharedBeginning(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Damerau-Levenshtein distance, each stretch edited at most once. */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    char a = from.charAt(i - 1);
    char b = to.charAt(j - 1);
    int least =
        Math.min(
            Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (a == b ? 0 : 1));
    boolean swapped = i > 1 && j > 1 && a == to.charAt(j - 2) && b == from.charAt(i - 2);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
