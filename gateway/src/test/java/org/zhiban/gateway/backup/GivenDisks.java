package org.zhiban.gateway.backup;

import java.nio.file.Path;

/** Disks with as much room as a test says. */
final class GivenDisks implements Disks {
  private long free;
  private final boolean one;

  /** Either one disk for everything, or one for each folder. */
  GivenDisks(long free, boolean one) {
    this.free = free;
    this.one = one;
  }

  void free(long bytes) {
    free = bytes;
  }

  @Override
  public long free(Path folder) {
    return free;
  }

  @Override
  public boolean shared(Path folder, Path other) {
    return one || folder.equals(other);
  }
}
