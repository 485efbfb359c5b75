package org.zhiban.model.staff;

import java.util.Locale;

/** What a person may do. */
public enum Role {
  OPERATOR,
  DESK,
  TECHNICIAN,
  SUPERVISOR,
  MANAGER,
  APPROVER,
  ADMIN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
