package org.zhiban.gateway.attachments;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.attachments.AttachmentFiles.Received;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.attachment.Attachment;

/** Takes files in, gives them out, and erases what was taken off. */
public final class AttachmentDesk {
  /**
   * How long the bytes of what was taken off are kept: a backup that began before has all that its
   * copy of the records speaks of.
   */
  static final Duration GRACE = Duration.ofDays(1);

  private static final Logger log = LoggerFactory.getLogger(AttachmentDesk.class);

  private final AttachmentFiles files;
  private final OperationsStore store;
  private final Chore chore;
  private final InstantSource clock;

  public AttachmentDesk(
      AttachmentFiles files, OperationsStore store, OperationsDesk desk, InstantSource clock) {
    this.files = files;
    this.store = store;
    this.chore = desk.chore("attachments that were taken off");
    this.clock = clock;
  }

  /** Ends what was cut off with the gateway's process; before anything is taken in. */
  public void begin() {
    files.settle(this::recorded);
  }

  private boolean recorded(String id) {
    return store.query(q -> q.attachments().one(id)).isPresent();
  }

  /** Where the server puts what is being sent; whatever stays there is gone at the next start. */
  public Path incoming() {
    return files.incoming();
  }

  /**
   * Asks for room before a file is taken in.
   *
   * @throws NoRoomException where it would be too little then
   */
  public void requireRoom(long bytes) {
    files.requireRoom(bytes);
  }

  /** Takes over what the server wrote. */
  public Received receive(Path written) {
    return files.receive(written);
  }

  /** Takes over what was sent whole. */
  public Received receive(byte[] bytes) {
    files.requireRoom(bytes.length);
    return files.receive(bytes);
  }

  /** From here on the file's record may be written. */
  public void force(Received received) {
    files.force(received.id());
  }

  /** The arrival is over: what has a record goes to its place, and the rest away. */
  public void settle(Received received) {
    try {
      files.settle(received.id(), recorded(received.id()));
    } catch (StoreUnavailableException e) {
      log.warn("attachment {}: {} The next start puts it in its place.", received.id(), e);
    }
  }

  /** The bytes, as they were sent; empty: they are not in this data folder, or damaged. */
  public Optional<byte[]> bytes(Attachment attachment) {
    return files.read(attachment.id(), attachment.sha256());
  }

  /** Erases what was taken off a while ago. Called by the clock. */
  public void workOff() {
    chore.run(this::erase, _ -> {});
  }

  private List<Attachment> erase(OperationsTransaction tx) {
    Instant before = clock.instant().minus(GRACE);
    List<Attachment> removed = tx.attachments().removedBefore(before);
    removed.forEach(
        attachment -> {
          // A file without its record's mark is erased again; a mark without the file is the end.
          files.delete(attachment.id());
          tx.attachments().erased(attachment.id());
        });
    return removed;
  }
}
