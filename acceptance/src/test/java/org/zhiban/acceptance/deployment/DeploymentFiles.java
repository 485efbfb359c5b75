package org.zhiban.acceptance.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The repository's deployment files, and the npm packages that check them. */
final class DeploymentFiles {
  static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

  static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The compose file as JSON; a duplicate key or a stray tag is an error. */
  static JsonNode compose() {
    Object tree =
        new Load(LoadSettings.builder().build()).loadFromString(read("docker-compose.yml"));
    return new ObjectMapper().valueToTree(tree);
  }

  /**
   * A file of an npm package that {@code .ci/run} installs; the test is skipped where it is not
   * there.
   */
  static Path peer(String path) {
    String peers = System.getenv("ZHIBAN_PEERS");
    assumeTrue(
        peers != null, "ZHIBAN_PEERS names no folder with the npm packages that .ci/run installs");
    Path file = Path.of(Objects.requireNonNull(peers), "node_modules").resolve(path);
    assumeTrue(Files.exists(file), () -> file + " is not installed (.ci/run installs it)");
    return file;
  }

  private DeploymentFiles() {}
}
