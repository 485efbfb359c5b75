package org.zhiban.gateway.config.clear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.zhiban.gateway.config.shape.Credentials;
import org.zhiban.gateway.config.shape.SecretPart;
import org.zhiban.gateway.config.yaml.Extent;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.gateway.config.yaml.SourceText;

/** The comments of a file: what stands behind a {@code #} between its values. */
final class Comments {
  /** Shorter secrets are words that a comment may well mean otherwise. */
  static final int LEAST = 6;

  private Comments() {}

  /** All of them. */
  static List<Extent> in(Node root) {
    List<Extent> values = new ArrayList<>();
    scalars(root, values);
    values.sort(Comparator.comparingInt(Extent::start));
    SourceText source = root.extent().source();
    List<Extent> comments = new ArrayList<>();
    int cursor = 0;
    for (Extent value : values) {
      between(source, cursor, value.start(), comments);
      cursor = Math.max(cursor, value.end());
    }
    between(source, cursor, source.length(), comments);
    return comments;
  }

  private static void scalars(Node node, List<Extent> values) {
    switch (node) {
      case Node.Mapping mapping -> {
        for (Node.Entry entry : mapping.entries()) {
          values.add(entry.key().extent());
          scalars(entry.value(), values);
        }
      }
      case Node.Sequence sequence -> sequence.items().forEach(item -> scalars(item, values));
      case Node.Scalar scalar -> values.add(scalar.extent());
    }
  }

  private static void between(SourceText source, int start, int end, List<Extent> comments) {
    for (int at = start; at < end; at++) {
      if (source.at(at) == '#') {
        int from = at;
        while (at < end && source.at(at) != '\n' && source.at(at) != '\r') {
          at++;
        }
        comments.add(new Extent(source, from, at));
      }
    }
  }

  /** A comment, or any text, without what in it is a secret. */
  static String without(String text, Set<String> secrets) {
    String rest = text;
    for (String secret : secrets) {
      if (secret.length() >= LEAST) {
        rest = rest.replace(secret, SecretPart.HIDDEN);
      }
    }
    return SecretPart.hide(
        rest,
        rest.contains("://")
            ? List.of(Credentials.LINE, Credentials.ASSIGNED, Credentials.IN_ADDRESS)
            : List.of(Credentials.LINE, Credentials.ASSIGNED));
  }
}
