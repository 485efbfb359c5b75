package org.zhiban.gateway.operations;

import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;

/** What can be recorded in the handover book. */
public interface HandoverBookRecords extends HandoverBookQueries {
  /**
   * Keeps a signature for ever.
   *
   * @return SHA-256 of all that was signed, in hexadecimal
   * @throws ChangeRefusedException where the part is signed, or the person signed the other one
   */
  String add(HandoverShift shift, HandoverSignature signature);
}
