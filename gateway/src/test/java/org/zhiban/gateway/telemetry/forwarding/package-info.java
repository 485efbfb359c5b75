@NullMarked
package org.zhiban.gateway.telemetry.forwarding;

import org.jspecify.annotations.NullMarked;
