package org.zhiban.gateway;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.zhiban.gateway.notify.Senders;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.model.site.GatewayPart;

/** What of the gateway's own work fails: for who asks over HTTP, and for the rules. */
record OwnWork(
    Stores stores, OperationsDesk desk, BooleanSupplier historyFailing, Senders senders) {
  /** Whether the gateway does its work, in words. */
  Running.Health health() {
    List<String> problems = new ArrayList<>();
    if (desk.failing()) {
      problems.add("the operations store cannot be written");
    }
    if (historyFailing.getAsBoolean()) {
      problems.add("history cannot be written");
    }
    stores
        .operations()
        .following()
        .filter(following -> following.overtaken())
        .flatMap(following -> following.trouble())
        .map(trouble -> "two gateways work at this site: " + trouble)
        .ifPresent(problems::add);
    List<String> warnings = new ArrayList<>();
    stores.operations().following().flatMap(OwnWork::behind).ifPresent(warnings::add);
    stores.historian().warning().ifPresent(warnings::add);
    stores
        .forwarder()
        .flatMap(forwarder -> forwarder.figures().trouble())
        .map(trouble -> "history waits to be forwarded: " + trouble.reason())
        .ifPresent(warnings::add);
    senders.failing().stream()
        .map(channel -> "notification channel " + channel + " does not take messages")
        .forEach(warnings::add);
    return new Running.Health(problems, warnings);
  }

  /** What of its own work fails, for the rules. */
  Set<GatewayPart> failing() {
    Set<GatewayPart> failing = EnumSet.noneOf(GatewayPart.class);
    Map<GatewayPart, Boolean> looks =
        Map.of(
            GatewayPart.DISK, stores.historian().warning().isPresent(),
            GatewayPart.HISTORY, historyFailing.getAsBoolean(),
            GatewayPart.DATABASE,
                stores.operations().following().flatMap(f -> f.trouble()).isPresent(),
            GatewayPart.FORWARDING,
                stores.forwarder().flatMap(f -> f.figures().trouble()).isPresent(),
            GatewayPart.NOTIFICATION, !senders.failing().isEmpty());
    looks.forEach(
        (part, fails) -> {
          if (fails) {
            failing.add(part);
          }
        });
    return failing;
  }

  private static Optional<String> behind(OperationsStore.Following following) {
    return following
        .trouble()
        .map(
            trouble ->
                "the site's database cannot be written, orders cannot be worked at, and "
                    + following.waiting()
                    + " changes of rows wait for it: "
                    + trouble);
  }
}
