package org.zhiban.gateway.operations;

import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;

/**
 * One signature of a page of the handover book, as it is kept.
 *
 * @param sha256 of all that was signed, in hexadecimal; it stands in the audit, too
 * @param intact whether what is kept is what was signed
 */
public record SignedPart(
    HandoverShift shift, HandoverSignature signature, String sha256, boolean intact) {}
