package org.zhiban.gateway.telemetry.forwarding;

import java.util.Optional;

/**
 * How the forwarding does.
 *
 * @param forwarded samples accepted since the start
 * @param refused samples that the other side would not have, since the start
 * @param missing samples that were gone from the history before they could be forwarded
 * @param waiting samples in the backlog
 * @param gap those of them that an outage left, beside which newer ones go
 * @param trouble empty while it runs
 */
public record ForwardingFigures(
    long forwarded,
    long refused,
    long missing,
    long waiting,
    long gap,
    Optional<ForwardingTrouble> trouble) {}
