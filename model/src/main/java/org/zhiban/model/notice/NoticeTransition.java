package org.zhiban.model.notice;

import static org.zhiban.model.notice.NoticeState.APPROVED;
import static org.zhiban.model.notice.NoticeState.ARCHIVED;
import static org.zhiban.model.notice.NoticeState.DISCARDED;
import static org.zhiban.model.notice.NoticeState.DRAFT;
import static org.zhiban.model.notice.NoticeState.PUBLISHED;
import static org.zhiban.model.notice.NoticeState.SUBMITTED;
import static org.zhiban.model.notice.NoticeState.WITHDRAWN;
import static org.zhiban.model.staff.Role.DESK;
import static org.zhiban.model.staff.Role.MANAGER;
import static org.zhiban.model.staff.Role.OPERATOR;
import static org.zhiban.model.staff.Role.SUPERVISOR;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.staff.Role;

/**
 * A step that a notice may take [N2].
 *
 * @param roles who takes it, an administrator always; empty: the clock alone
 */
public record NoticeTransition(
    NoticeAction action, NoticeState from, NoticeState to, Set<Role> roles) {
  /** Who writes notices, and puts them up and takes them down. */
  public static final Set<Role> WRITERS =
      Set.copyOf(EnumSet.of(OPERATOR, DESK, SUPERVISOR, MANAGER));

  private static final Set<Role> MANAGERS = Set.of(MANAGER);

  /** Every step there is. */
  public static final List<NoticeTransition> TABLE =
      List.of(
          step(NoticeAction.EDIT, DRAFT, DRAFT, WRITERS),
          step(NoticeAction.DISCARD, DRAFT, DISCARDED, WRITERS),
          step(NoticeAction.SUBMIT, DRAFT, SUBMITTED, WRITERS),
          step(NoticeAction.SEND_BACK, SUBMITTED, DRAFT, MANAGERS),
          step(NoticeAction.APPROVE, SUBMITTED, APPROVED, MANAGERS),
          step(NoticeAction.PUBLISH, APPROVED, PUBLISHED, WRITERS),
          step(NoticeAction.WITHDRAW, APPROVED, WITHDRAWN, WRITERS),
          step(NoticeAction.EXTEND, PUBLISHED, PUBLISHED, WRITERS),
          step(NoticeAction.WITHDRAW, PUBLISHED, WITHDRAWN, WRITERS),
          step(NoticeAction.EXPIRE, APPROVED, WITHDRAWN, Set.of()),
          step(NoticeAction.EXPIRE, PUBLISHED, WITHDRAWN, Set.of()),
          step(NoticeAction.ARCHIVE, WITHDRAWN, ARCHIVED, WRITERS));

  public NoticeTransition {
    roles = Set.copyOf(roles);
  }

  private static NoticeTransition step(
      NoticeAction action, NoticeState from, NoticeState to, Set<Role> roles) {
    return new NoticeTransition(action, from, to, roles);
  }

  /** The step that an action is from a state. */
  public static Optional<NoticeTransition> find(NoticeAction action, NoticeState from) {
    return TABLE.stream().filter(it -> it.action == action && it.from == from).findFirst();
  }
}
