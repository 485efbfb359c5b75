package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

/** What stands in the way of bytes, in words for a technician. */
final class WireWords {
  private WireWords() {}

  static String connecting(IOException failure, Duration timeout) {
    return switch (failure) {
      case UnknownHostException unknown ->
          "the host name " + unknown.getMessage() + " is not known; check it, or use the address";
      case SocketTimeoutException _ ->
          "no connection within "
              + timeout.toMillis()
              + " ms; is the device on, is the route open?";
      case NoRouteToHostException _ -> "there is no route to the device; check network and address";
      case NoSuchFileException missing ->
          "there is no serial port " + missing.getMessage() + "; is the adapter plugged in?";
      case ConnectException _ ->
          "connection refused; is the device's Modbus server on, is the port right?";
      default -> "cannot connect: " + failure.getMessage();
    };
  }

  static String talking(Exception failure) {
    return failure instanceof SocketException
        ? "the connection broke: " + failure.getMessage()
        : "the connection failed: " + failure.getMessage();
  }
}
