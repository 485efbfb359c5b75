/** Zhiban drivers: from a device to samples: Modbus, OPC UA, MQTT. */
@NullMarked
package org.zhiban.drivers;

import org.jspecify.annotations.NullMarked;
