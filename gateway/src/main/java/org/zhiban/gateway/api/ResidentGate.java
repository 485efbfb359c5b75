package org.zhiban.gateway.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import org.zhiban.gateway.Running;

/**
 * In front of the calls that strangers make: counts them, and turns away whoever has no token of a
 * label, before anything is read or looked up. Of one event loop.
 */
final class ResidentGate {
  static final String CALLS = "/api/v1/public/";
  private static final String LABELS = CALLS + "labels/";

  private final Running gateway;
  private final Limits addresses = new Limits(60, 2);
  private final Limits all = new Limits(600, 50);

  ResidentGate(Running gateway) {
    this.gateway = gateway;
  }

  void admit(RoutingContext context) {
    Instant now = gateway.clock().instant();
    HttpServerRequest request = context.request();
    String from = ResidentLimits.network(ResidentLimits.address(request));
    if (!addresses.take(from, now) || !all.take("all", now)) {
      throw tooMany(context, Duration.ofSeconds(30));
    }
    String path = request.path();
    if (path.startsWith(LABELS) && !request.method().equals(HttpMethod.OPTIONS)) {
      int end = path.indexOf('/', LABELS.length());
      String token = path.substring(LABELS.length(), end < 0 ? path.length() : end);
      if (gateway.labels().issued(token).isEmpty()) {
        throw opensNothing();
      }
    }
    context.next();
  }

  /** The same for a label that never was and for one that was revoked. */
  static Refusal opensNothing() {
    return Refusal.notFound(
        "这个二维码已失效，请拨打物业电话 / this label is not valid any more; call the property office");
  }

  /** Says when to try again. */
  static Refusal tooMany(RoutingContext context, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    context.response().putHeader("Retry-After", String.valueOf(seconds));
    long minutes = (seconds + 59) / 60;
    return new Refusal(
        429,
        "Too many",
        "报修太多，请 %1$d 分钟后再试；紧急请打电话 / too many reports; try again in %1$d minutes, or call"
            .formatted(minutes));
  }
}
