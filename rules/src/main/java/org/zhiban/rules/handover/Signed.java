package org.zhiban.rules.handover;

import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.HandoverSignature;

/** What came of signing a page. */
public sealed interface Signed {
  /** It is signed; the page as it is with it. */
  record Done(HandoverPage page, HandoverSignature signature) implements Signed {}

  /** It is not; nothing changed. */
  record Refused(HandoverRefusal reason) implements Signed {}
}
