package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.attachment.Attachment;

/** What can be asked about the files of orders. */
public interface AttachmentQueries {
  /** What hangs on an order, in the order in which it came; not what was taken off. */
  List<Attachment> of(String order);

  /** One, also where it was taken off. */
  Optional<Attachment> one(String id);

  /** Everything whose bytes are kept, by id. */
  List<Attachment> kept();

  /** What was taken off before a time and whose bytes are kept still. */
  List<Attachment> removedBefore(Instant time);
}
