package org.zhiban.gateway.security;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.rules.access.Tries;

/**
 * Wrong passwords by who tried them: an address, a device that is known, a name that nobody has. An
 * hour without one forgets them, and so does a restart; those of an account are on disk.
 */
final class SignInTries {
  private static final int MOST = 10_000;
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final Map<String, Last> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST;
        }
      };

  private record Last(Tries tries, Instant at) {}

  synchronized Optional<Instant> waits(String who, Instant now) {
    return of(who, now).waits(now);
  }

  synchronized void failed(String who, Instant now, int free) {
    tries.put(who, new Last(of(who, now).failed(now, free), now));
  }

  synchronized void forget(String who) {
    tries.remove(who);
  }

  private Tries of(String who, Instant now) {
    Last last = tries.get(who);
    return last == null || now.isAfter(last.at.plus(FORGOTTEN)) ? Tries.NONE : last.tries;
  }
}
