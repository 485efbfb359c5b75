/** Sensors that stand alone. */
@NullMarked
package org.zhiban.simulators.sensor;

import org.jspecify.annotations.NullMarked;
