package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.backup.Passphrase;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** The passphrase for the keys of a backup: from a file, else from the environment. */
final class GivenPassphrase {
  static final String VARIABLE = "ZHIBAN_BACKUP_PASSPHRASE";

  private GivenPassphrase() {}

  /** Empty where none is given. */
  static Optional<Passphrase> of(@Nullable Path file, Map<String, String> environment) {
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
                      () -> new StoreUnavailableException(file + " holds no passphrase"))));
    } catch (IOException e) {
      throw new StoreUnavailableException(file + " cannot be read: " + e, e);
    }
  }
}
