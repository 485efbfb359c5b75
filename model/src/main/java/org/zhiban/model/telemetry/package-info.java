/** Samples, events, quality and time: what a driver delivers. */
@NullMarked
package org.zhiban.model.telemetry;

import org.jspecify.annotations.NullMarked;
