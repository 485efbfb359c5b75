package org.zhiban.model.site;

import java.util.Locale;

/** What of the gateway's own work can fail while the rest goes on. */
public enum GatewayPart {
  /** The disk of the data folder has little room left. */
  DISK,
  /** History cannot be written. */
  HISTORY,
  /** The database that the site names cannot be written. */
  DATABASE,
  /** The server to which history is forwarded does not take it. */
  FORWARDING,
  /** A channel does not take messages. */
  NOTIFICATION;

  /** The word of the configuration language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
