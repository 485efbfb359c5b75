package org.zhiban.gateway.config.clear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Problems;
import org.zhiban.gateway.config.yaml.Composer;
import org.zhiban.gateway.config.yaml.Extent;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.gateway.config.yaml.SourceText;

/** The text of a file in which secrets were replaced, and everything else is as it was. */
record ClearedFile(String text, List<TakenOut> takenOut) {
  ClearedFile {
    takenOut = List.copyOf(takenOut);
  }

  /** A stretch of the file, and what is to stand there. */
  private record Edit(Extent extent, String text) {}

  /**
   * Replaces.
   *
   * @param secrets of the whole site, for the comments
   * @return empty where what came out would not say the same
   */
  static Optional<ClearedFile> of(Node root, List<Replaced> values, Set<String> secrets) {
    List<Edit> edits = new ArrayList<>();
    List<TakenOut> takenOut = new ArrayList<>();
    for (Replaced value : values) {
      edits.add(new Edit(value.extent(), value.written()));
      takenOut.addAll(value.takenOut());
    }
    for (Extent comment : Comments.in(root)) {
      String before = comment.source().slice(comment.start(), comment.end());
      String without = Comments.without(before, secrets);
      if (!without.equals(before)) {
        edits.add(new Edit(comment, without));
        takenOut.add(TakenOut.ofComment(comment.source().file(), comment.position().line()));
      }
    }
    SourceText source = root.extent().source();
    if (edits.isEmpty()) {
      return Optional.of(new ClearedFile(source.text(), List.of()));
    }
    String text = edited(source, edits);
    takenOut.sort(Comparator.comparingInt(TakenOut::line));
    return saysTheSame(root, values, new SourceText(source.file(), text))
        ? Optional.of(new ClearedFile(text, takenOut))
        : Optional.empty();
  }

  private static String edited(SourceText source, List<Edit> edits) {
    edits.sort(Comparator.comparingInt(edit -> edit.extent().start()));
    StringBuilder text = new StringBuilder();
    int behind = 0;
    for (Edit edit : edits) {
      text.append(source.slice(behind, edit.extent().start())).append(edit.text());
      behind = edit.extent().end();
    }
    return text.append(source.slice(behind, source.length())).toString();
  }

  private static boolean saysTheSame(Node before, List<Replaced> values, SourceText text) {
    Map<Integer, String> replaced = new HashMap<>();
    values.forEach(value -> replaced.put(value.scalar().extent().start(), value.text()));
    Problems problems = new Problems();
    @Nullable Node after = Composer.compose(text, problems);
    return after != null && problems.all().isEmpty() && same(before, after, replaced);
  }

  private static boolean same(Node before, Node after, Map<Integer, String> replaced) {
    return switch (before) {
      case Node.Mapping mapping ->
          after instanceof Node.Mapping other
              && mapping.entries().size() == other.entries().size()
              && sameEntries(mapping.entries(), other.entries(), replaced);
      case Node.Sequence sequence ->
          after instanceof Node.Sequence other
              && sequence.items().size() == other.items().size()
              && sameItems(sequence.items(), other.items(), replaced);
      case Node.Scalar scalar ->
          after instanceof Node.Scalar other
              && scalar.position().line() == other.position().line()
              && other.text().equals(replaced.getOrDefault(scalar.extent().start(), scalar.text()));
    };
  }

  private static boolean sameEntries(
      List<Node.Entry> before, List<Node.Entry> after, Map<Integer, String> replaced) {
    for (int index = 0; index < before.size(); index++) {
      if (!before.get(index).name().equals(after.get(index).name())
          || !same(before.get(index).value(), after.get(index).value(), replaced)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameItems(
      List<Node> before, List<Node> after, Map<Integer, String> replaced) {
    for (int index = 0; index < before.size(); index++) {
      if (!same(before.get(index), after.get(index), replaced)) {
        return false;
      }
    }
    return true;
  }
}
