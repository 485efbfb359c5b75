@NullMarked
package org.zhiban.simulators.modbus;

import org.jspecify.annotations.NullMarked;
