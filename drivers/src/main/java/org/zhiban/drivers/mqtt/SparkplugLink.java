package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.drivers.mqtt.Births.Definition;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.drivers.mqtt.sparkplug.EdgeNodeId;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;
import org.zhiban.drivers.mqtt.sparkplug.SparkplugTopic;
import org.zhiban.drivers.mqtt.sparkplug.WireValue;

/** What goes out to edge nodes: commands, and the wish to be told the births again. */
final class SparkplugLink {
  private static final String REBIRTH = "Node Control/Rebirth";

  final MetricWrites writes;
  private final InstantSource clock;
  private volatile @Nullable MessageSession session;

  SparkplugLink(List<SparkplugPoint> commands, InstantSource clock) {
    this.writes = new MetricWrites(commands);
    this.clock = clock;
  }

  /** The connection through which commands go from now on. */
  void over(MessageSession connected) {
    session = connected;
  }

  /** There is none any more. */
  void down() {
    session = null;
  }

  /** Asks a node for its births, Sparkplug 3.0, 6.4.20. */
  void askRebirth(MessageSession over, EdgeNodeId node)
      throws BrokerException, InterruptedException {
    long now = clock.millis();
    Metric wish = Metric.command(REBIRTH, DataType.BOOLEAN, new WireValue.BooleanValue(true), now);
    over.publish(SparkplugTopic.command(node, Optional.empty()), payload(wish, now));
  }

  private static byte[] payload(Metric metric, long now) {
    return new Payload(OptionalLong.of(now), OptionalLong.empty(), List.of(metric)).toBytes();
  }

  /** Sends a command once, and waits until the metric itself tells of the value. */
  WriteOutcome write(DrivenPoint point, SparkplugPoint.Key key, double value, Duration patience)
      throws InterruptedException {
    if (!writes.keys().contains(key)) {
      return new WriteOutcome.Unfit(point.ref() + ": the site does not let it be written");
    }
    MessageSession over = session;
    if (over == null) {
      return new WriteOutcome.NotSent(point.ref() + ": there is no connection to the broker");
    }
    Optional<Definition> known = writes.definition(key);
    if (known.isEmpty()) {
      return new WriteOutcome.NotSent(
          point.ref() + ": no birth of " + key.owner() + " that holds names " + key.metric());
    }
    Definition definition = known.get();
    return switch (MetricCommand.of(point, definition.type(), value)) {
      case MetricCommand.Unfit(String why) -> new WriteOutcome.Unfit(point.ref() + ": " + why);
      case MetricCommand.Fit(WireValue wire) -> send(over, point, key, definition, wire, patience);
    };
  }

  private WriteOutcome send(
      MessageSession over,
      DrivenPoint point,
      SparkplugPoint.Key key,
      Definition definition,
      WireValue wire,
      Duration patience)
      throws InterruptedException {
    long now = clock.millis();
    Metric named = Metric.command(definition.name(), definition.type(), wire, now);
    // 6.4.5: where the birth gave an alias, the name must not be sent
    Metric metric =
        definition.alias().isPresent() ? named.under(definition.alias().getAsLong()) : named;
    Object wanted = definition.type().read(wire).orElseThrow();
    Optional<Object> before = writes.last(key);
    MetricWrites.Expected expected = writes.expect(key, wanted);
    try {
      over.publish(SparkplugTopic.command(key.node(), key.device()), payload(metric, now));
      // a metric that stands there already is not told of again
      if (before.filter(stands -> MetricWrites.same(stands, wanted)).isPresent()) {
        return new WriteOutcome.Written();
      }
      expected.seen().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new WriteOutcome.Written();
    } catch (BrokerException e) {
      return new WriteOutcome.Unknown(point.ref() + ": " + e.words());
    } catch (TimeoutException _) {
      return new WriteOutcome.Unknown(
          point.ref()
              + ": the command went out, and within "
              + patience.toSeconds()
              + " s "
              + key
              + " did not become "
              + wanted
              + writes.last(key).map(is -> "; it is " + is).orElse(""));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a value is waited for, never computed", e);
    } finally {
      writes.dismiss(expected);
    }
  }
}
