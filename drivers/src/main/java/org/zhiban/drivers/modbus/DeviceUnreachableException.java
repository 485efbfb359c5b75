package org.zhiban.drivers.modbus;

import java.io.IOException;

/** There is no connection to the device; the message says where, why and what to look at. */
public final class DeviceUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  DeviceUnreachableException(String address, String words) {
    super(address + ": " + words);
  }
}
