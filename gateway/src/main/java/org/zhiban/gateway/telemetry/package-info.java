/** History, and what is forwarded from it. */
@NullMarked
package org.zhiban.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
