package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.telemetry.PointRef;

/**
 * A line of the commissioning sheet: what a person read at the device, beside what the gateway
 * showed at that moment.
 *
 * @param source where the point's value came from then; a point that moved is to be read again
 * @param shown the gateway's value, as text; empty: it had none
 * @param quality of that value: good, uncertain or bad
 * @param entered what the person read, as text
 * @param tolerance in the point's unit, as a decimal; empty for what is no number
 * @param within whether both agree
 */
public record SignedReading(
    PointRef point,
    String source,
    Optional<String> shown,
    String quality,
    Optional<Instant> shownAt,
    String entered,
    Optional<String> tolerance,
    boolean within,
    String remark,
    String signedBy,
    Instant signedAt) {}
