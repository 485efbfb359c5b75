package org.zhiban.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for: {@code [full] [--json FILE] [modbus] [rules] [orders]}.
 *
 * @param groups what is measured; all where none is named
 * @param json where the figures are written for machines
 */
record Arguments(Scale scale, Set<Group> groups, Path json) {
  static final String USAGE =
      "usage: ./zhiban bench [full] [--json FILE] [modbus] [rules] [orders]";

  /** Where the figures go unless the command line says otherwise, from the repository's root. */
  static final Path DEFAULT_JSON = Path.of("benchmarks", "target", "figures.json");

  Arguments {
    groups = Set.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("nothing to measure");
    }
  }

  /** Reads a command line; empty where it is not one. */
  static Optional<Arguments> of(List<String> words) {
    Scale scale = Scale.QUICK;
    Path json = DEFAULT_JSON;
    Set<Group> groups = EnumSet.noneOf(Group.class);
    Deque<String> left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      String word = left.pop();
      Optional<Group> group = Group.of(word);
      if (group.isPresent()) {
        groups.add(group.get());
      } else if (word.equals("full")) {
        scale = Scale.FULL;
      } else if (word.equals("--json") && !left.isEmpty()) {
        json = Path.of(left.pop());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Arguments(scale, groups.isEmpty() ? EnumSet.allOf(Group.class) : groups, json));
  }
}
