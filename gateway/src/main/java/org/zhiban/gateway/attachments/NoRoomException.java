package org.zhiban.gateway.attachments;

import java.nio.file.Path;

/** The disk has no room for a file; nothing of it was kept. */
public final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoRoomException(Path folder, long free) {
    super(
        folder
            + " has "
            + (free >> 20)
            + " MB free, and what people record needs the last "
            + (AttachmentFiles.RESERVE >> 20)
            + " MB: nothing was kept. Free space there, then send it again");
  }
}
