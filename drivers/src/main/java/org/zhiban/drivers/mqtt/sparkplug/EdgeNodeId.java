package org.zhiban.drivers.mqtt.sparkplug;

/** An edge node: its group and its own id within that. */
public record EdgeNodeId(String group, String node) {
  @Override
  public String toString() {
    return group + "/" + node;
  }
}
