package org.zhiban.gateway.config.shape;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Secret;

/**
 * Passwords, tokens and addresses that hold one. {@code ${env:NAME}} and {@code ${file:PATH}} may
 * be the whole value or a part of it.
 *
 * @param address whether writing it out is usual, as of an address without a password
 * @param form what the filled-in value must match
 */
public record Secrets(boolean address, Pattern form, String says, String remedy)
    implements Shape<Secrets.Found> {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  /** A secret, or the name of the first one that is missing. */
  public record Found(Optional<Secret> secret, String missing) {}

  /** A password or token. */
  public static Secrets secret() {
    return new Secrets(
        false,
        Pattern.compile("(?s).+"),
        "a secret",
        "write ${env:NAME} for a variable of the environment or ${file:PATH} for a file");
  }

  /** An address that may hold a secret. */
  public static Secrets address(String form, String says, String remedy) {
    return new Secrets(true, Pattern.compile(form), says, remedy);
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
    Matcher placeholder = PLACEHOLDER.matcher(scalar.text());
    StringBuilder filled = new StringBuilder();
    int behind = 0;
    while (placeholder.find()) {
      filled.append(scalar.text().substring(behind, placeholder.start()));
      Optional<String> value = lookUp(placeholder, reading);
      if (value.isEmpty()) {
        return new Found(Optional.empty(), placeholder.group(1) + ":" + placeholder.group(2));
      }
      filled.append(value.get());
      behind = placeholder.end();
    }
    filled.append(scalar.text().substring(behind));
    return judged(scalar, filled.toString(), behind == 0, reading);
  }

  private static Optional<String> lookUp(Matcher placeholder, Reading reading) {
    String name = placeholder.group(2);
    return placeholder.group(1).equals("env")
        ? reading.secrets().env(name)
        : reading.secrets().file(name);
  }

  private @Nullable Found judged(
      Node.Scalar scalar, String value, boolean writtenOut, Reading reading) {
    if (writtenOut && value.contains("${")) {
      reading.error(scalar, "'" + value + "' is not filled in", remedy);
      return null;
    }
    if (!form.matcher(value).matches()) {
      String shown = writtenOut ? "'" + value + "'" : "the value of '" + scalar.text() + "'";
      reading.error(scalar, shown + " is not " + says, remedy);
      return null;
    }
    if (writtenOut && !address) {
      reading.warning(scalar, "a secret stands here for all to read", remedy);
    }
    return new Found(Optional.of(new Secret(value)), "");
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
