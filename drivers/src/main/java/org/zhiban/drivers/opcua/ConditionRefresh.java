package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;

/**
 * Has a server tell its standing conditions again (OPC 10000-9, 5.5.7), so that what became active
 * while nobody listened arrives. A server without conditions refuses, which is no trouble.
 */
final class ConditionRefresh {
  private static final Set<Long> NONE_HERE =
      Set.of(
          StatusCodes.Bad_MethodInvalid,
          StatusCodes.Bad_NodeIdUnknown,
          StatusCodes.Bad_NodeIdInvalid,
          StatusCodes.Bad_NotImplemented,
          StatusCodes.Bad_NotSupported,
          StatusCodes.Bad_NotExecutable,
          StatusCodes.Bad_ServiceUnsupported,
          StatusCodes.Bad_NothingToDo,
          StatusCodes.Bad_RefreshInProgress);

  private final ServerConnection server;
  private final InstantSource clock;
  private final LinkHealth health;
  private final ExchangeLog log;

  ConditionRefresh(
      ServerConnection server, InstantSource clock, LinkHealth health, ExchangeLog log) {
    this.server = server;
    this.clock = clock;
    this.health = health;
    this.log = log;
  }

  void of(OpcUaSubscription subscription) throws InterruptedException {
    Optional<UInteger> id = subscription.getSubscriptionId();
    if (id.isEmpty()) {
      return;
    }
    var time = clock.instant();
    long asked = System.nanoTime();
    String words = answer(id.get());
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    log.add(new NodeExchange.Refreshed(time, took, words));
  }

  private String answer(UInteger subscription) throws InterruptedException {
    try {
      StatusCode status =
          server
              .call(
                  new CallMethodRequest(
                      NodeIds.ConditionType,
                      NodeIds.ConditionType_ConditionRefresh,
                      new Variant[] {new Variant(subscription)}))
              .map(CallMethodResult::getStatusCode)
              .orElse(new StatusCode(StatusCodes.Bad_UnexpectedError));
      if (status.isBad() && !NONE_HERE.contains(status.value() & 0xFFFF0000L)) {
        health.trouble(
            "the server does not tell its standing conditions: " + NodeReading.words(status));
      }
      return status.isGood() ? "" : NodeReading.words(status);
    } catch (ServerException e) {
      health.trouble("the server does not tell its standing conditions: " + e.words());
      return e.words();
    }
  }
}
