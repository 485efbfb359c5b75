package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * Files and folders that go away unless something whole is made of them. Their maker takes them
 * away, or whoever ends the program; after that nothing is made of them any more.
 */
final class Unfinished {
  private List<Path> paths = List.of();
  private boolean ended;

  /** The step that makes something whole. */
  interface Step<T> {
    T take() throws IOException;
  }

  /** From now on these are the caller's, who makes them. */
  synchronized void begin(Path... made) throws IOException {
    paths = List.of(made);
    requireGoingOn();
  }

  /** Makes something whole of them, where they were not taken away. */
  synchronized <T> T finish(Step<T> step) throws IOException {
    requireGoingOn();
    return step.take();
  }

  /**
   * Takes away what there is of them; where nothing was begun, what lies there is another's.
   *
   * @throws StoreUnavailableException where something cannot be removed
   */
  synchronized void end() {
    ended = true;
    for (Path path : paths) {
      try {
        Folders.delete(path);
      } catch (IOException e) {
        throw new StoreUnavailableException(path + " cannot be removed: " + e.getMessage(), e);
      }
    }
  }

  private void requireGoingOn() throws IOException {
    if (ended) {
      throw new IOException("it was ended before it was done");
    }
  }
}
