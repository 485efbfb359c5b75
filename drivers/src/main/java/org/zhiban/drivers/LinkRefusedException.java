package org.zhiban.drivers;

import java.util.List;
import java.util.stream.Collectors;

/** A link is not made, for every reason that was found. */
public final class LinkRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<LinkRefusal> refusals;

  public LinkRefusedException(List<LinkRefusal> refusals) {
    super(refusals.stream().map(LinkRefusal::words).collect(Collectors.joining("\n")));
    this.refusals = List.copyOf(refusals);
  }

  /** At least one. */
  public List<LinkRefusal> refusals() {
    return refusals;
  }
}
