package org.zhiban.model.site;

import java.util.Set;
import org.zhiban.model.staff.Role;

/** How long private event fields stay readable, and for whom. */
public record PrivacySpec(Span clearText, Span hashed, Set<Role> maySee) {
  public PrivacySpec {
    maySee = Set.copyOf(maySee);
  }
}
