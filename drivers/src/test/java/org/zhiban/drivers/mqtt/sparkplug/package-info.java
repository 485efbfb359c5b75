@NullMarked
package org.zhiban.drivers.mqtt.sparkplug;

import org.jspecify.annotations.NullMarked;
