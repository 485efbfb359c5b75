package org.zhiban.gateway.config.shape;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.RuleSpec;

/** Texts and ids. */
public final class Texts {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,63}");

  private static final String ID_REMEDY =
      "use up to 64 letters of a to z, digits, '-', '_' and '.', and begin with a letter or digit";

  private Texts() {}

  /** Any text but an empty one. */
  public static Leaf<String> text() {
    return matching("a text", "write a text that is not empty", text -> !text.isBlank());
  }

  /** A text of a form. */
  public static Leaf<String> matching(String says, String remedy, Predicate<String> form) {
    return Leaf.of(says, remedy, scalar -> form.test(scalar.text()) ? scalar.text() : null);
  }

  /** An id that can stand in an address of the API. */
  public static Leaf<String> id() {
    return matching("an id", ID_REMEDY, text -> ID.matcher(text).matches());
  }

  /** Which rules a rule suppresses: an id, or what is below. */
  public static Leaf<String> inhibited() {
    return matching(
        "the id of a rule, below/ID or below/*",
        ID_REMEDY,
        text ->
            text.equals(RuleSpec.BELOW + RuleSpec.EVERY_RULE)
                || ID.matcher(
                        text.startsWith(RuleSpec.BELOW)
                            ? text.substring(RuleSpec.BELOW.length())
                            : text)
                    .matches());
  }

  /** An id that declares a thing of the site. */
  public static Leaf<String> declared(Kind kind) {
    return Leaf.judging(
        "the id of " + article(kind.word()),
        ID_REMEDY,
        (scalar, reading) -> declare(kind, scalar, reading));
  }

  private static @Nullable String declare(Kind kind, Node.Scalar scalar, Reading reading) {
    reading.declare(kind, scalar);
    if (ID.matcher(scalar.text()).matches()) {
      return scalar.text();
    }
    reading.error(scalar, Found.words(scalar) + " is not an id", ID_REMEDY);
    return null;
  }

  /** A file that lies beside the site, or has a whole path. */
  public static Leaf<Path> file() {
    return Leaf.judging("a file", "write its path, relative to the site", Texts::file);
  }

  private static @Nullable Path file(Node.Scalar scalar, Reading reading) {
    try {
      Path path = reading.files().path(scalar.text());
      if (Files.isRegularFile(path)) {
        return path;
      }
      reading.error(
          scalar,
          "there is no file '" + scalar.text() + "'",
          "put it there, or name another; a path is relative to the site");
    } catch (InvalidPathException e) {
      reading.error(scalar, Found.words(scalar) + " is no path", e.getReason());
    }
    return null;
  }

  /** A name that expressions can use as it is: a point, a field, a variable. */
  public static Leaf<String> name(String what) {
    return matching(
        what,
        "use a to z, digits and '_', and begin with a letter",
        text -> NAME.matcher(text).matches() && !RESERVED.contains(text));
  }

  /** Words of CEL that cannot be the name of a point, and the name of the whole site. */
  private static final java.util.Set<String> RESERVED =
      java.util.Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "site",
          "true",
          "var",
          "void",
          "while");

  static String article(String word) {
    return ("aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
  }
}
