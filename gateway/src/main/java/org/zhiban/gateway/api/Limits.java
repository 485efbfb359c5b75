package org.zhiban.gateway.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.rules.access.Allowance;

/** How much each of many may still ask. Of one event loop. */
final class Limits {
  private static final int MOST = 10_000;

  private final int burst;
  private final int perSecond;
  private final Map<String, Allowance> left =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > MOST;
        }
      };

  Limits(int burst, int perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
  }

  boolean take(String who, Instant now) {
    Allowance before = left.getOrDefault(who, new Allowance(burst, now)).seen(now);
    Optional<Allowance> after = before.take(now, burst, perSecond);
    left.put(who, after.orElse(before));
    return after.isPresent();
  }
}
