package org.zhiban.rules.alarm.kind;

import java.util.EnumSet;
import java.util.Set;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.rules.expression.Truth;

/** What of the gateway's own work fails now; nothing is known before it was told. */
public final class OwnTroubles {
  private final Set<GatewayPart> failing = EnumSet.noneOf(GatewayPart.class);
  private boolean known;

  /** From now on; says whether anything is different. */
  public boolean take(Set<GatewayPart> now) {
    boolean same = known && failing.equals(now);
    known = true;
    failing.clear();
    failing.addAll(now);
    return !same;
  }

  Truth of(GatewayPart part) {
    return known ? Truth.of(failing.contains(part)) : Truth.UNKNOWN;
  }
}
