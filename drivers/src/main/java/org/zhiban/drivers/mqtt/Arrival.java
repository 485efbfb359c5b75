package org.zhiban.drivers.mqtt;

import java.time.Instant;

/**
 * One message as the broker delivered it.
 *
 * @param id the packet identifier, for the acknowledgement; 0 at quality of service 0
 * @param qos 0 or 1; more is never subscribed to
 * @param retained the broker kept it and gave it out on subscription
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy for each message would cost
record Arrival(String topic, byte[] payload, int qos, int id, boolean retained, Instant received) {}
