@NullMarked
package org.zhiban.gateway.telemetry.history;

import org.jspecify.annotations.NullMarked;
