/** Points read from the messages of an MQTT broker, versions 5 and 3.1.1. */
@NullMarked
package org.zhiban.drivers.mqtt;

import org.jspecify.annotations.NullMarked;
