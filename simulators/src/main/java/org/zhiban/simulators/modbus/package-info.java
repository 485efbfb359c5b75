/** Twins of Modbus devices, after the Modbus Application Protocol V1.1b3. */
@NullMarked
package org.zhiban.simulators.modbus;

import org.jspecify.annotations.NullMarked;
