package org.zhiban.gateway;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a gateway is run.
 *
 * @param port 0: any free one
 * @param data the folder of everything that is kept; locked while it runs
 * @param adminPassword sets the administrator's password; empty: one is made up at first start
 */
public record GatewayOptions(String host, int port, Path data, Optional<String> adminPassword) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;

  public GatewayOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535: " + port);
    }
  }
}
