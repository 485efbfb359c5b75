package org.zhiban.gateway.api;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.rules.access.Recent;

/**
 * How many reports strangers may send. What is remembered is bounded: the least recent of too many
 * addresses is forgotten, and the limit of all together holds still.
 */
final class ResidentLimits {
  static final Duration WITHIN = Duration.ofHours(1);

  /** Of one label: a fault is reported by a few who stand there, not by a hundred. */
  static final int A_LABEL = 10;

  /** Of one address: behind one there may be a building's wireless network. */
  static final int AN_ADDRESS = 30;

  /** Of all: more than an estate has faults in an hour, less than would bury the desk. */
  static final int ALL = 200;

  private static final int REMEMBERED = 10_000;
  private static final String EVERYBODY = "all";

  private final Map<String, Recent> sent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recent> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Counts a report, if it may be sent.
   *
   * @return empty: it may; else how long to wait
   */
  synchronized Optional<Duration> count(String label, String address, Instant now) {
    Map<String, Integer> counted = new LinkedHashMap<>();
    counted.put("label " + label, A_LABEL);
    counted.put("from " + network(address), AN_ADDRESS);
    counted.put(EVERYBODY, ALL);
    Optional<Duration> wait =
        counted.entrySet().stream()
            .flatMap(one -> of(one.getKey()).waits(now, one.getValue(), WITHIN).stream())
            .max(Duration::compareTo);
    if (wait.isEmpty()) {
      counted.keySet().forEach(name -> sent.put(name, of(name).done(now, WITHIN)));
    }
    return wait;
  }

  private Recent of(String name) {
    return sent.getOrDefault(name, Recent.NONE);
  }

  /** Whoever has one address of IPv6 has the 64 bits behind it too. */
  static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    String[] parts = address.split(":", -1);
    return parts.length < 5 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
  }

  /**
   * Where a stranger is: what a proxy on this machine says last, which nobody else can write. A
   * proxy elsewhere is one address for all who come through it.
   */
  static String address(HttpServerRequest request) {
    String peer = String.valueOf(request.remoteAddress().hostAddress());
    String said = request.getHeader("X-Forwarded-For");
    if (said == null || !Guard.fromThisMachine(request)) {
      return peer;
    }
    String last = said.substring(said.lastIndexOf(',') + 1).strip();
    return last.matches("[0-9a-fA-F:.]{2,45}") ? last : peer;
  }
}
