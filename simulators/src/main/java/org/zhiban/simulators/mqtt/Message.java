package org.zhiban.simulators.mqtt;

/**
 * What a device publishes, at QoS 1.
 *
 * @param retained a state, of which only the latest matters; else an event, which must not be lost
 */
record Message(String topic, String payload, boolean retained) {}
