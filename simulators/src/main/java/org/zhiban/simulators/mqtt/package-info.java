/** Twins of devices that publish by MQTT: a broker of their own, and what they say. */
@NullMarked
package org.zhiban.simulators.mqtt;

import org.jspecify.annotations.NullMarked;
