/** Zhiban simulators: twins of the equipment, served over the real protocols. */
@NullMarked
package org.zhiban.simulators;

import org.jspecify.annotations.NullMarked;
