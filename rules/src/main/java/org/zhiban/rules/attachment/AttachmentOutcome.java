package org.zhiban.rules.attachment;

import org.zhiban.model.attachment.Attachment;
import org.zhiban.rules.workorder.OrderStep;

/** What came of hanging something on an order, or of taking it off. */
public sealed interface AttachmentOutcome {
  /** It is done; both are saved in one transaction. */
  record Done(OrderStep step, Attachment attachment) implements AttachmentOutcome {}

  /** It hangs there already: a phone that heard no answer sent it again. */
  record There(Attachment attachment) implements AttachmentOutcome {}

  /** It is not; nothing changed. */
  record Refused(AttachmentRefusal reason) implements AttachmentOutcome {}
}
