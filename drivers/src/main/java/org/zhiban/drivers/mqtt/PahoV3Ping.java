package org.zhiban.drivers.mqtt;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.jspecify.annotations.Nullable;

/** Asks the broker whether it lives, on the client's own threads; Paho's would outlive it. */
final class PahoV3Ping implements MqttPingSender {
  private final ScheduledExecutorService threads;
  private @Nullable ClientComms client;
  private @Nullable ScheduledFuture<?> next;

  PahoV3Ping(ScheduledExecutorService threads) {
    this.threads = threads;
  }

  @Override
  public synchronized void init(ClientComms comms) {
    client = comms;
  }

  @Override
  public synchronized void start() {
    if (client != null) {
      schedule(client.getKeepAlive());
    }
  }

  @Override
  public synchronized void stop() {
    if (next != null) {
      next.cancel(false);
    }
  }

  @Override
  public synchronized void schedule(long millis) {
    if (client != null && !threads.isShutdown()) {
      ClientComms asked = client;
      next = threads.schedule(() -> asked.checkForActivity(), millis, TimeUnit.MILLISECONDS);
    }
  }
}
