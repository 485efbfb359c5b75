package org.zhiban.gateway.operations;

import org.zhiban.model.attachment.Attachment;

/** What can be written about the files of orders. */
public interface AttachmentRecords extends AttachmentQueries {
  /**
   * Adds one.
   *
   * @throws ChangeRefusedException where one of that id is there
   */
  void add(Attachment attachment);

  /** Saves that it was taken off. */
  void remove(Attachment removed);

  /** Its bytes are gone. */
  void erased(String id);
}
