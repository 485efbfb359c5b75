package org.zhiban.gateway.config.shape;

import org.zhiban.gateway.config.yaml.Node;

/** What to say of a {@code ${…}} that was not filled in. */
final class Placeholders {
  private Placeholders() {}

  static void refuse(Node.Scalar scalar, Reading reading) {
    String text = scalar.text();
    if (text.contains("${env:") || text.contains("${file:")) {
      reading.error(
          scalar,
          "a secret cannot stand here",
          "${env:NAME} and ${file:PATH} are read in passwords, tokens, addresses of channels and"
              + " the database");
    } else {
      reading.error(
          scalar,
          "'" + text + "' is not filled in",
          "variables stand in templates and equipment as ${name}, with a value in the equipment's"
              + " 'vars'");
    }
  }
}
