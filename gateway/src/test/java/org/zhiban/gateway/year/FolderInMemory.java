package org.zhiban.gateway.year;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The store is the one of the product, in files that are in memory where the system has such: a
 * year has twelve thousand commits, and nothing of it is to outlive a power cut.
 */
public final class FolderInMemory implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH = 2L << 30;

  /** For JUnit. */
  public FolderInMemory() {}

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
      throws IOException {
    boolean enough =
        Files.isDirectory(MEMORY)
            && Files.isWritable(MEMORY)
            && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH;
    return enough
        ? Files.createTempDirectory(MEMORY, "zhiban-year")
        : Files.createTempDirectory("zhiban-year");
  }
}
