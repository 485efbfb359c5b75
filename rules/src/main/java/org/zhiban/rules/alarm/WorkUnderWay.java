package org.zhiban.rules.alarm;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The work that people do at the equipment now, for rules that begin while it goes on. */
final class WorkUnderWay {
  private final Map<String, SiteWork> standing = new HashMap<>();

  /** Takes a change over; says whether anything is otherwise than before. */
  boolean changed(SiteWork change) {
    return switch (change) {
      case SiteWork.LockedOut lockedOut ->
          kept("lock_out " + lockedOut.order(), change, lockedOut.rules().isEmpty());
      case SiteWork.OpenOrders open ->
          kept("orders " + open.equipment(), change, open.orders().isEmpty());
      case SiteWork.Permitted permitted ->
          kept("permit " + permitted.permit(), change, permitted.equipment().isEmpty());
    };
  }

  private boolean kept(String name, SiteWork change, boolean over) {
    return over ? standing.remove(name) != null : !change.equals(standing.put(name, change));
  }

  void each(Consumer<SiteWork> action) {
    standing.values().forEach(action);
  }
}
