package org.zhiban.gateway.telemetry.history;

import java.nio.file.Path;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * While this is open no file of the history goes away: nothing is merged, dropped or released, but
 * on a disk without room. Samples are appended and become blocks as ever.
 */
public interface HistoryHold extends AutoCloseable {
  /** Where its disk has fewer bytes free, files go away all the same. */
  long RESERVE = Room.RESERVE;

  /**
   * What the history consists of now. Whatever was appended before is in it, whole.
   *
   * @throws StoreUnavailableException where its files cannot be listed
   */
  HistoryCut cut();

  @Override
  void close();

  /** Of a folder in which nobody writes: its caller holds the folder's lock. */
  static HistoryHold ofStopped(Path dataFolder) {
    return new HistoryHold() {
      @Override
      public HistoryCut cut() {
        return HistoryCut.of(dataFolder);
      }

      @Override
      public void close() {
        // nobody would take a file away
      }
    };
  }
}
