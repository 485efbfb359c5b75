package org.zhiban.gateway;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.zhiban.gateway.notify.Senders;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.model.site.GatewayPart;

/** What of the gateway's own work fails: for who asks over HTTP, and for the rules. */
record OwnWork(
    Stores stores,
    OperationsDesk desk,
    BooleanSupplier historyFailing,
    Senders senders,
    Supplier<List<String>> failingByTheClock) {
  /** Whether the gateway does its work, in words. */
  Running.Health health() {
    List<String> problems = new ArrayList<>();
    if (desk.failing()) {
      problems.add("the operations store cannot be written");
    }
    if (historyFailing.getAsBoolean()) {
      problems.add("history cannot be written");
    }
    failingChores().stream()
        .map(chore -> "a chore fails, see the log: " + chore)
        .forEach(problems::add);
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
    desk.undone().stream()
        .map(part -> "part of a chore fails, see the log: " + part)
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
            GatewayPart.NOTIFICATION, !senders.failing().isEmpty(),
            GatewayPart.CHORES, !failingChores().isEmpty() || !desk.undone().isEmpty());
    looks.forEach(
        (part, fails) -> {
          if (fails) {
            failing.add(part);
          }
        });
    return failing;
  }

  /**
   * Both see the same chore: by the clock what fails before it waits its turn, by the desk after.
   */
  private Set<String> failingChores() {
    Set<String> names = new LinkedHashSet<>(failingByTheClock.get());
    names.addAll(desk.failingChores());
    return names;
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
