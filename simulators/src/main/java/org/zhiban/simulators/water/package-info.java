/** Tanks and sumps: water that stands, and what keeps its level. */
@NullMarked
package org.zhiban.simulators.water;

import org.jspecify.annotations.NullMarked;
