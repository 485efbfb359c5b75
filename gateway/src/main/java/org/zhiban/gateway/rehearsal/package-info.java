/**
 * Recorded telemetry, run through the rules again: the same code as live, on a clock of its own.
 */
@NullMarked
package org.zhiban.gateway.rehearsal;

import org.jspecify.annotations.NullMarked;
