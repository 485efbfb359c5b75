package org.zhiban.model.handover;

import java.util.Optional;

/**
 * A page of the handover book: one shift, and the two who sign for it.
 *
 * @param left by whoever leaves
 * @param taken by whoever takes over: another person, after him
 */
public record HandoverPage(
    HandoverShift shift, Optional<HandoverSignature> left, Optional<HandoverSignature> taken) {
  public HandoverPage {
    if (left.filter(one -> one.part() != HandoverSignature.Part.LEFT).isPresent()
        || taken.filter(one -> one.part() != HandoverSignature.Part.TAKEN).isPresent()) {
      throw new IllegalArgumentException("a signature stands in its own place");
    }
    if (taken.isPresent() && left.isEmpty()) {
      throw new IllegalArgumentException("nobody takes over what nobody left");
    }
    if (taken.isPresent() && taken.get().person().equals(left.get().person())) {
      throw new IllegalArgumentException("nobody takes over from himself");
    }
  }

  /** One that nobody signed. */
  public static HandoverPage blank(HandoverShift shift) {
    return new HandoverPage(shift, Optional.empty(), Optional.empty());
  }

  /** The same, signed. */
  public HandoverPage with(HandoverSignature signature) {
    return switch (signature.part()) {
      case LEFT -> new HandoverPage(shift, Optional.of(signature), taken);
      case TAKEN -> new HandoverPage(shift, left, Optional.of(signature));
    };
  }

  public Optional<HandoverSignature> of(HandoverSignature.Part part) {
    return switch (part) {
      case LEFT -> left;
      case TAKEN -> taken;
    };
  }

  /** Whether both signed. */
  public boolean whole() {
    return taken.isPresent();
  }
}
