package org.zhiban.gateway.config.shape;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Secret;

/**
 * Passwords, tokens and addresses that hold one. {@code ${env:NAME}} and {@code ${file:PATH}} may
 * be the whole value or a part of it.
 *
 * @param address whether writing it out is usual, as of an address without a password
 * @param settings whether what is filled in behind a question mark is one setting of a URL,
 *     whatever characters it has
 * @param form what the filled-in value must match
 * @param hidden finds what is secret in the text as it is written: its groups
 */
public record Secrets(
    boolean address, boolean settings, Pattern form, Pattern hidden, String says, String remedy)
    implements Shape<Secrets.Found> {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  /** A secret, or the name of the first one that is missing. */
  public record Found(Optional<Secret> secret, String missing) {}

  /**
   * Where the language has a secret.
   *
   * @param hidden as of the shape that read it
   */
  public record Place(Node.Scalar scalar, Pattern hidden) {}

  /** A password or token. */
  public static Secrets secret() {
    return new Secrets(
        false,
        false,
        Pattern.compile("(?s).+"),
        Credentials.WHOLE,
        "a secret",
        "write ${env:NAME} for a variable of the environment or ${file:PATH} for a file");
  }

  /** An address that may hold a secret. */
  public static Secrets address(String form, String says, String remedy) {
    return new Secrets(true, false, Pattern.compile(form), Credentials.IN_ADDRESS, says, remedy);
  }

  /** A URL whose settings, behind a question mark, may hold a secret. */
  public static Secrets url(String form, String says, String remedy) {
    return new Secrets(true, true, Pattern.compile(form), Credentials.IN_ADDRESS, says, remedy);
  }

  /** The same, of which something else is secret: the groups of the pattern. */
  public Secrets hiding(String groups) {
    return new Secrets(address, settings, form, Pattern.compile(groups), says, remedy);
  }

  @Override
  public @Nullable Found read(Node node, Reading reading) {
    if (!(node instanceof Node.Scalar scalar) || scalar.empty() || scalar.isNull()) {
      reading.error(
          node,
          org.zhiban.gateway.config.shape.Found.words(node)
              + " stands where "
              + says
              + " is expected",
          remedy);
      return null;
    }
    reading.secretAt(new Place(scalar, hidden));
    Filled filled = fill(scalar.text(), reading.secrets());
    return filled.missing().isPresent()
        ? new Found(Optional.empty(), filled.missing().get())
        : judged(scalar, filled.text(), filled.writtenOut(), reading);
  }

  /**
   * A text with its placeholders filled in.
   *
   * @param missing the first that has no value, like {@code env:NAME}
   * @param writtenOut whether there was no placeholder
   */
  public record Filled(String text, Optional<String> missing, boolean writtenOut) {}

  /** Fills the placeholders of a text in. */
  public Filled fill(String text, SecretSource secrets) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    int behind = 0;
    while (placeholder.find()) {
      filled.append(text, behind, placeholder.start());
      Optional<String> value = lookUp(placeholder, secrets);
      if (value.isEmpty()) {
        String missing = placeholder.group(1) + ":" + placeholder.group(2);
        return new Filled("", Optional.of(missing), false);
      }
      filled.append(
          settings && filled.indexOf("?") >= 0
              ? URLEncoder.encode(value.get(), StandardCharsets.UTF_8).replace("+", "%20")
              : value.get());
      behind = placeholder.end();
    }
    return new Filled(
        filled.append(text.substring(behind)).toString(), Optional.empty(), behind == 0);
  }

  private static Optional<String> lookUp(Matcher placeholder, SecretSource secrets) {
    String name = placeholder.group(2);
    return placeholder.group(1).equals("env") ? secrets.env(name) : secrets.file(name);
  }

  private @Nullable Found judged(
      Node.Scalar scalar, String value, boolean writtenOut, Reading reading) {
    if (writtenOut && value.contains("${")) {
      reading.error(scalar, shown(scalar) + " is not filled in", remedy);
      return null;
    }
    if (!form.matcher(value).matches()) {
      String whose = writtenOut ? "" : "the value of ";
      reading.error(scalar, whose + shown(scalar) + " is not " + says, remedy);
      return null;
    }
    if (writtenOut && !address) {
      reading.warning(scalar, "a secret stands here for all to read", remedy);
    }
    return new Found(Optional.of(new Secret(value)), "");
  }

  /** As it stands there, without what is secret in it. */
  private String shown(Node.Scalar scalar) {
    return "'" + SecretPart.hide(scalar.text(), List.of(hidden, Credentials.IN_ADDRESS)) + "'";
  }

  /** The secret; where it is missing, an error says which. */
  public static @Nullable Secret needed(Found found, Node at, Reading reading) {
    if (found.secret().isEmpty()) {
      boolean env = found.missing().startsWith("env:");
      String name = found.missing().substring(found.missing().indexOf(':') + 1);
      reading.error(
          at,
          env ? "the variable " + name + " is not set" : "the file " + name + " cannot be read",
          env
              ? "set " + name + " in the environment, or write ${file:PATH}"
              : "make it, with the secret in it, readable for this user");
    }
    return found.secret().orElse(null);
  }
}
