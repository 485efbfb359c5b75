package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.util.Optional;
import org.zhiban.model.site.Secret;

/**
 * How to reach a broker and as whom.
 *
 * @param uri with scheme, host and port
 * @param tls empty: plain
 * @param presence how the gateway says that it is online, and the broker that it is gone
 * @param timeout longest wait for one answer, whole seconds
 * @param keepAlive longest silence before the broker is asked whether it lives, whole seconds; a
 *     frozen broker is noticed after twice that
 * @param sessionKept how long the broker keeps subscriptions and messages for an absent gateway;
 *     zero: there is no session, and none is left behind
 * @param receiveMaximum messages delivered and not yet acknowledged, at most
 */
record BrokerAddress(
    String uri,
    String clientId,
    Optional<String> user,
    Optional<Secret> password,
    Optional<TlsSockets> tls,
    Optional<Presence> presence,
    Duration timeout,
    Duration keepAlive,
    Duration sessionKept,
    int receiveMaximum) {}
