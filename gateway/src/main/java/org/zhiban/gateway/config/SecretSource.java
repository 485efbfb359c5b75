package org.zhiban.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the values of {@code ${env:NAME}} and {@code ${file:PATH}} come from. */
public interface SecretSource {
  /** The value of a variable of the environment; empty where it is not set, or set to nothing. */
  Optional<String> env(String name);

  /**
   * What a file holds, without the line break at its end; empty where it cannot be read or holds
   * nothing.
   *
   * @param path absolute, or relative to the site folder
   */
  Optional<String> file(String path);

  /** The machine's environment, and files beside the site. */
  static SecretSource of(Map<String, String> environment, Path folder) {
    return new SecretSource() {
      @Override
      public Optional<String> env(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
      }

      @Override
      public Optional<String> file(String path) {
        try {
          Path file = folder.resolve(path);
          if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return Optional.empty();
          }
          return Optional.of(Files.readString(file).stripTrailing())
              .filter(value -> !value.isEmpty());
        } catch (IOException | InvalidPathException e) {
          return Optional.empty();
        }
      }
    };
  }

  /** No secrets at all: a site that names one is refused, unless it is optional. */
  static SecretSource none() {
    return of(Map.of(), Path.of("/nonexistent"));
  }

  /** Longest secret that is read from a file. */
  int MAX_BYTES = 65_536;
}
