package org.zhiban.gateway.storage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A data folder is in use; the message says who holds it and what to do. */
public final class DataFolderHeldException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long pid;
  private final @Nullable Instant since;

  private DataFolderHeldException(String message, long pid, @Nullable Instant since) {
    super(message);
    this.pid = pid;
    this.since = since;
  }

  static DataFolderHeldException by(Path folder, long pid, Instant since) {
    return new DataFolderHeldException(
        "The data folder "
            + folder
            + " is in use by process "
            + pid
            + " since "
            + since
            + ". Stop that process, or choose another folder with --data DIR.",
        pid,
        since);
  }

  static DataFolderHeldException bySomebody(Path folder) {
    return new DataFolderHeldException(
        "The data folder "
            + folder
            + " is in use by a process that is just starting. Stop it, or choose another folder"
            + " with --data DIR.",
        -1,
        null);
  }

  /** The process that holds the folder; empty in the moment before it has written who it is. */
  public OptionalLong pid() {
    return pid < 0 ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  /** Since when; empty where {@link #pid()} is. */
  public Optional<Instant> since() {
    return Optional.ofNullable(since);
  }
}
