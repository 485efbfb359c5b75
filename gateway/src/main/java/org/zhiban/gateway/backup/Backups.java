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

  /**
   * Holds the folder still, between two changes of its rules: the site is the one whose rules have
   * their memory in the operations. Empty while it is held for somebody else. That it was copied
   * stands in the audit before it is, and so in the copy.
   *
   * @param origin the caller's address
   * @throws StoreUnavailableException where a store cannot be copied
   */
  public Optional<Copying> freeze(String origin) {
    if (!turn.tryAcquire()) {
      return Optional.empty();
    }
    boolean frozen = false;
    try {
      recordIt(origin);
      FrozenFolder folder =
          changes.still(() -> FrozenFolder.of(data, operations, historian.hold(), Disks.HERE));
      frozen = true;
      return Optional.of(new Copying(folder, turn));
    } finally {
      if (!frozen) {
        turn.release();
      }
    }
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

  /** A folder that stands still until this is closed; closing it again does nothing. */
  public static final class Copying implements AutoCloseable {
    private final AtomicReference<@Nullable FrozenFolder> folder;
    private final Semaphore turn;

    private Copying(FrozenFolder folder, Semaphore turn) {
      this.folder = new AtomicReference<>(folder);
      this.turn = turn;
    }

    /** What stands still, on one line; empty where it was closed. */
    public Optional<String> told() {
      return Optional.ofNullable(folder.get()).map(FrozenFolder::told);
    }

    @Override
    public void close() {
      FrozenFolder open = folder.getAndSet(null);
      if (open != null) {
        try {
          open.close();
        } finally {
          turn.release();
        }
      }
    }
  }
}
