package org.zhiban.model.staff;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A person of the site; the id is the user name.
 *
 * @param trades the trades in which this person may be given orders
 * @param areas area ids, or {@code all}
 * @param shift a shift id of the site
 * @param level of an approver, from 1
 * @param phone number to call or text; private
 */
public record StaffMember(
    String id,
    String name,
    Role role,
    List<String> trades,
    List<String> areas,
    Optional<String> shift,
    OptionalInt level,
    Optional<Phone> phone) {
  public StaffMember {
    trades = List.copyOf(trades);
    areas = List.copyOf(areas);
  }

  /** A number to call. It never prints itself. */
  public record Phone(String reveal) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
