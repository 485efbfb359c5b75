package org.zhiban.drivers.mqtt.sparkplug;

/** Bytes that are no Sparkplug payload. */
public final class MalformedPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int at;

  MalformedPayloadException(int at, String why) {
    super(why);
    this.at = at;
  }

  /** The byte at which reading stopped, from 0. */
  public int at() {
    return at;
  }
}
