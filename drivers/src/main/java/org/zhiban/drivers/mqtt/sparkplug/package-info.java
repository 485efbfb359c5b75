/** Sparkplug B 3.0: its payloads, topics and types, and what is known of an edge node. */
@NullMarked
package org.zhiban.drivers.mqtt.sparkplug;

import org.jspecify.annotations.NullMarked;
