package org.zhiban.gateway.telemetry.forwarding;

import java.time.Instant;

/** Why nothing is forwarded, in words for a person, and since when. */
public record ForwardingTrouble(String reason, Instant since) {}
