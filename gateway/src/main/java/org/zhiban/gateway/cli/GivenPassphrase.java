package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.backup.Passphrase;

/** The passphrase for the keys of a backup: from a file, else from the environment. */
final class GivenPassphrase {
  static final String VARIABLE = "ZHIBAN_BACKUP_PASSPHRASE";

  private GivenPassphrase() {}

  /** The file that was named gives none; says why. */
  static final class MissingException extends Exception {
    private static final long serialVersionUID = 1;

    private MissingException(String message) {
      super(message);
    }
  }

  /** Empty where none is given. */
  static Optional<Passphrase> of(@Nullable Path file, Map<String, String> environment)
      throws MissingException {
    if (file == null) {
      return Optional.ofNullable(environment.get(VARIABLE))
          .filter(words -> !words.isEmpty())
          .map(Passphrase::new);
    }
    try {
      return Optional.of(
          new Passphrase(
              Files.readString(file)
                  .lines()
                  .findFirst()
                  .filter(words -> !words.isEmpty())
                  .orElseThrow(
                      () ->
                          new MissingException(
                              file + " holds no passphrase; write one into its first line"))));
    } catch (IOException e) {
      throw new MissingException(
          file + " cannot be read (" + e + "); name a file with a passphrase in its first line");
    }
  }
}
