@NullMarked
package org.zhiban.drivers.modbus;

import org.jspecify.annotations.NullMarked;
