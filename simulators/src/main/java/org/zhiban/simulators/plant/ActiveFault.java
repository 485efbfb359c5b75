package org.zhiban.simulators.plant;

import java.time.Instant;
import java.util.Optional;

/**
 * A fault that somebody started.
 *
 * @param id for ending it, unique in the run
 * @param ends when it ends by itself
 */
public record ActiveFault(
    String id, String equipment, String fault, Instant since, Optional<Instant> ends) {}
