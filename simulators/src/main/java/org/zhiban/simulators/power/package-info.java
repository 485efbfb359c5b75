/** Supply beside the meters: transformer, generator, UPS, lighting. */
@NullMarked
package org.zhiban.simulators.power;

import org.jspecify.annotations.NullMarked;
