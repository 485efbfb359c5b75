package org.zhiban.gateway.backup;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.FileHistorian;

/** Holds the folder of a running gateway still for whoever shows its token, one at a time. */
public final class Backups {
  private final Path data;
  private final OperationsStore operations;
  private final OperationsDesk desk;
  private final FileHistorian historian;
  private final HotChange changes;
  private final InstantSource clock;
  private final Semaphore turn = new Semaphore(1);
  private final AtomicReference<@Nullable FolderToken> token = new AtomicReference<>();

  public Backups(
      Path data,
      OperationsStore operations,
      OperationsDesk desk,
      FileHistorian historian,
      HotChange changes,
      InstantSource clock) {
    this.data = data;
    this.operations = operations;
    this.desk = desk;
    this.historian = historian;
    this.changes = changes;
    this.clock = clock;
  }

  /** Puts a token into the folder, as soon as the gateway listens. */
  public void open(String host, int port) {
    token.set(FolderToken.make(data, host, port));
  }

  /** Takes the token away. */
  public void close() {
    if (token.getAndSet(null) != null) {
      FolderToken.remove(data);
    }
  }

  public boolean allows(String shown) {
    FolderToken known = token.get();
    return known != null && known.fits(shown);
  }

  /** A turn to copy the folder; empty while somebody else has it. */
  public Optional<Copying> begin() {
    return turn.tryAcquire() ? Optional.of(new Copying()) : Optional.empty();
  }

  private void recordIt(String origin) {
    AuditEntry.Draft entry =
        new AuditEntry.Draft(
            clock.instant(), "system", "backup", data.getFileName().toString(), "{}", origin);
    try {
      desk.ask(
              tx -> {
                tx.audit(entry);
                return entry;
              })
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreUnavailableException away ? away : e;
    }
  }

  /** Somebody's turn to copy the folder, until this is closed; closing it again does nothing. */
  public final class Copying implements AutoCloseable {
    private @Nullable FrozenFolder folder;
    private boolean closed;

    private Copying() {}

    /**
     * Holds the folder still, between two changes of its rules: the site is the one whose rules
     * have their memory in the operations. That it was copied stands in the audit before it is, and
     * so in the copy. A large site takes its time.
     *
     * @param origin the caller's address
     * @return what stands still, on one line; empty where this was closed
     * @throws StoreUnavailableException where a store cannot be copied
     */
    public synchronized Optional<String> freeze(String origin) {
      if (closed) {
        return Optional.empty();
      }
      recordIt(origin);
      FrozenFolder still =
          changes.still(() -> FrozenFolder.of(data, operations, historian.hold(), Disks.HERE));
      folder = still;
      return Optional.of(still.told());
    }

    @Override
    public synchronized void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        if (folder != null) {
          folder.close();
        }
      } finally {
        turn.release();
      }
    }
  }
}
