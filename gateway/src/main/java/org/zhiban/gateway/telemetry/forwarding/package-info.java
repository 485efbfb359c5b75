/** History on its way to another store: in order, by a cursor, without loss through an outage. */
@NullMarked
package org.zhiban.gateway.telemetry.forwarding;

import org.jspecify.annotations.NullMarked;
