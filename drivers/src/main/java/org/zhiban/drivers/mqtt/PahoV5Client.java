package org.zhiban.drivers.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Paho's client for one connection, which can be left in bounded time from any state. */
final class PahoV5Client extends MqttAsyncClient {
  private final List<Wire> wires = new CopyOnWriteArrayList<>();

  PahoV5Client(String uri, String clientId, ScheduledExecutorService threads) throws MqttException {
    super(uri, clientId, new MemoryPersistence(), null, threads);
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options)
      throws MqttException {
    NetworkModule[] modules = super.createNetworkModules(address, options);
    for (int index = 0; index < modules.length; index++) {
      Wire wire = new Wire(modules[index]);
      wires.add(wire);
      modules[index] = wire;
    }
    return modules;
  }

  /** Says good-bye where there is a connection, then closes the socket whatever happened. */
  void leave(Duration longest) {
    if (isConnected()) {
      CountDownLatch left = new CountDownLatch(1);
      try {
        disconnect(0, null, new Left(left), 0, new MqttProperties());
        left.await(longest.toMillis(), TimeUnit.MILLISECONDS);
      } catch (MqttException _) {
        // lost in the meantime
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    wires.forEach(Wire::cut);
    try {
      close(true);
    } catch (MqttException _) {
      // it ends by itself now that the socket is closed
    }
  }

  private record Left(CountDownLatch latch) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      latch.countDown();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
      latch.countDown();
    }
  }

  /** A socket of Paho's with mended streams. */
  private static final class Wire implements NetworkModule {
    private final NetworkModule socket;
    private final ClientSpeaksFirst manners = new ClientSpeaksFirst();
    private volatile boolean cut;

    Wire(NetworkModule socket) {
      this.socket = socket;
    }

    @Override
    public void start() throws IOException, MqttException {
      socket.start();
      if (cut) {
        stop();
        throw new IOException("left while connecting");
      }
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return manners.reading(socket.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return manners.writing(socket.getOutputStream());
    }

    /** Paho's own way half closes a TLS socket, throws, and leaves it open. */
    @Override
    public void stop() throws IOException {
      try {
        socket.stop();
      } finally {
        InputStream in = socket.getInputStream();
        if (in != null) {
          in.close();
        }
      }
    }

    @Override
    public String getServerURI() {
      return socket.getServerURI();
    }

    void cut() {
      cut = true;
      try {
        stop();
      } catch (IOException | RuntimeException _) {
        // not connected yet, or gone already
      }
    }
  }
}
