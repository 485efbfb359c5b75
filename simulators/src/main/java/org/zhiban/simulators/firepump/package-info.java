/** Pumps of the fire main: those that wait, and the one that keeps the pressure. */
@NullMarked
package org.zhiban.simulators.firepump;

import org.jspecify.annotations.NullMarked;
