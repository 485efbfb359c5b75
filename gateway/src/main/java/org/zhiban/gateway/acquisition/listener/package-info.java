/** The gateway's own port for MQTT devices: a listener, not a broker; nobody can subscribe. */
@NullMarked
package org.zhiban.gateway.acquisition.listener;

import org.jspecify.annotations.NullMarked;
