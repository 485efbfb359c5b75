package org.zhiban.drivers.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.RejectedMessage;
import org.zhiban.model.telemetry.SampleBatch;

/** What a run of messages held, in their order. */
final class Decoded {
  final SampleBatch samples = new SampleBatch(64);

  /** Values of earlier times, which are nothing of now. */
  final SampleBatch past = new SampleBatch(1);

  final List<PointEvent> events = new ArrayList<>();
  final List<RejectedMessage> rejected = new ArrayList<>();
}
