@NullMarked
package org.zhiban.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
