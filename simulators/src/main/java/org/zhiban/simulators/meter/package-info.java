/** Meters of energy. */
@NullMarked
package org.zhiban.simulators.meter;

import org.jspecify.annotations.NullMarked;
