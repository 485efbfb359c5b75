package org.zhiban.drivers.mqtt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.zhiban.drivers.mqtt.BrokerException.Cause;

/** Reads what Paho throws; both of its clients use these numbers. */
final class PahoFailure {
  private static final int SERVER_CONNECT_ERROR = 32103;
  private static final int CLIENT_TIMEOUT = 32000;
  private static final int WRITE_TIMEOUT = 32002;
  static final int CONNECTION_LOST = 32109;
  private static final int SERVER_DISCONNECTED = 32204;

  private PahoFailure() {}

  static BrokerException of(String broker, int code, Throwable thrown) {
    return new BrokerException(broker, cause(code, thrown), thrown);
  }

  /**
   * Of a connection that the broker never welcomed. With TLS its last word may be lost: who hangs
   * up while the other end still writes resets the line, and the alert with it.
   */
  static BrokerException connecting(BrokerAddress address, int code, Throwable thrown) {
    Cause cause = cause(code, thrown);
    boolean hungUp = cause == Cause.LOST || cause == Cause.OTHER;
    return new BrokerException(
        address.uri(), hungUp && address.tls().isPresent() ? Cause.HANDSHAKE : cause, thrown);
  }

  /** What TLS says goes first: Paho reports it as a loss, or as a server that is not there. */
  private static Cause cause(int code, Throwable thrown) {
    return TlsFailure.of(thrown).orElseGet(() -> byCode(code, thrown));
  }

  /** Codes under 256 are the broker's: MQTT 5, 2.4, and 3.1.1, 3.2.2.3. */
  private static Cause byCode(int code, Throwable thrown) {
    return switch (code) {
      case 0x01, 0x84 -> Cause.VERSION_REFUSED;
      case 0x02, 0x85 -> Cause.CLIENT_ID_REFUSED;
      case 0x04, 0x86 -> Cause.WRONG_PASSWORD;
      case 0x05, 0x87 -> Cause.NOT_AUTHORIZED;
      case 0x8E -> Cause.CLIENT_ID_TAKEN;
      case SERVER_CONNECT_ERROR -> Cause.UNREACHABLE;
      case CLIENT_TIMEOUT, WRITE_TIMEOUT -> Cause.TIMED_OUT;
      case CONNECTION_LOST, SERVER_DISCONNECTED -> Cause.LOST;
      default -> byException(thrown);
    };
  }

  private static Cause byException(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      switch (at) {
        case ConnectException _,
            UnknownHostException _,
            NoRouteToHostException _,
            SocketTimeoutException _ -> {
          return Cause.UNREACHABLE;
        }
        case TimeoutException _ -> {
          return Cause.TIMED_OUT;
        }
        default -> {
          // look further
        }
      }
    }
    return Cause.OTHER;
  }
}
