package org.zhiban.drivers.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.zhiban.drivers.mqtt.sparkplug.SparkplugTopic;

/**
 * How the gateway tells others on a broker that it is there, retained, and the broker, as its last
 * will, that it is gone. Times are milliseconds since 1970 UTC.
 */
sealed interface Presence {
  String topic();

  /**
   * What is said once the connection stands.
   *
   * @param since when it was begun
   */
  byte[] online(long since);

  /** What is said of an end: as last will with the time of the beginning, else of the end. */
  byte[] offline(long at);

  /** Plain words on a topic of the site's choice. */
  record Words(String topic) implements Presence {
    @Override
    public byte[] online(long since) {
      return "online".getBytes(UTF_8);
    }

    @Override
    public byte[] offline(long at) {
      return "offline".getBytes(UTF_8);
    }
  }

  /** The state of a Sparkplug host, Sparkplug 3.0, 6.4.26. */
  record Host(String id) implements Presence {
    @Override
    public String topic() {
      return SparkplugTopic.state(id);
    }

    @Override
    public byte[] online(long since) {
      return state(true, since);
    }

    @Override
    public byte[] offline(long at) {
      return state(false, at);
    }

    private static byte[] state(boolean online, long time) {
      return "{\"online\":%b,\"timestamp\":%d}".formatted(online, time).getBytes(UTF_8);
    }

    /** Whether a message on the topic says of this very host that it is gone. */
    static boolean denied(byte[] payload) {
      String text = new String(payload, UTF_8).replaceAll("\\s", "");
      return text.contains("\"online\":false");
    }
  }
}
