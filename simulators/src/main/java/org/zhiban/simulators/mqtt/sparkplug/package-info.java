/** Twins of Sparkplug B edge nodes, with a codec of their own. */
@NullMarked
package org.zhiban.simulators.mqtt.sparkplug;

import org.jspecify.annotations.NullMarked;
