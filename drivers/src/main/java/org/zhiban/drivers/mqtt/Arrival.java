package org.zhiban.drivers.mqtt;

import java.time.Instant;
import org.zhiban.model.telemetry.RejectedMessage;

/**
 * One message as it was delivered.
 *
 * @param id by which its session knows it when it is acknowledged; 0 at quality of service 0
 * @param qos 0, 1 or 2
 * @param retained the broker kept it and gave it out on subscription
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy for each message would cost
public record Arrival(
    String topic, byte[] payload, int qos, int id, boolean retained, Instant received) {
  /** That this message, or a part of it, cannot be used. */
  RejectedMessage rejected(String position, String why) {
    return RejectedMessage.of(topic, received, payload, position, why);
  }
}
