package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** The server could not be reached, refused, or was lost. */
public final class ServerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String endpoint;
  private final Cause reason;
  private final String detail;
  private final String words;

  private ServerException(String endpoint, Cause reason, String detail, Throwable source) {
    super(endpoint + ": " + reason.words + detail, source);
    this.endpoint = endpoint;
    this.reason = reason;
    this.detail = detail.strip();
    this.words = "server " + endpoint + ": " + reason.words + detail;
  }

  /** Without an exception of the library behind it. */
  ServerException(String endpoint, Cause reason, String detail) {
    super(endpoint + ": " + reason.words + " (" + detail + ")");
    this.endpoint = endpoint;
    this.reason = reason;
    this.detail = detail;
    this.words = "server " + endpoint + ": " + reason.words + " (" + detail + ")";
  }

  /** Reads what the library threw. */
  static ServerException of(String endpoint, Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      switch (at) {
        case ConnectException _, UnknownHostException _, NoRouteToHostException _ -> {
          return new ServerException(endpoint, Cause.UNREACHABLE, detail(at), thrown);
        }
        case SocketException _ -> {
          return new ServerException(endpoint, Cause.LOST, detail(at), thrown);
        }
        case TimeoutException _ -> {
          return new ServerException(endpoint, Cause.TIMED_OUT, "", thrown);
        }
        case UaException ua when cause(ua.getStatusCode()) != Cause.OTHER -> {
          String status = " (" + NodeReading.words(ua.getStatusCode()) + ")";
          return new ServerException(endpoint, cause(ua.getStatusCode()), status, thrown);
        }
        default -> {
          // look further
        }
      }
    }
    return new ServerException(endpoint, Cause.OTHER, detail(thrown), thrown);
  }

  private static String detail(Throwable thrown) {
    String said = thrown.getMessage();
    return " (" + (said == null ? thrown.getClass().getSimpleName() : said) + ")";
  }

  private static Cause cause(StatusCode status) {
    long code = status.value();
    if (code == StatusCodes.Bad_UserAccessDenied
        || code == StatusCodes.Bad_IdentityTokenRejected
        || code == StatusCodes.Bad_IdentityTokenInvalid
        || code == StatusCodes.Bad_UserSignatureInvalid) {
      return Cause.WRONG_PASSWORD;
    }
    if (code == StatusCodes.Bad_Timeout) {
      return Cause.TIMED_OUT;
    }
    if (code == StatusCodes.Bad_TooManySessions
        || code == StatusCodes.Bad_TooManySubscriptions
        || code == StatusCodes.Bad_MaxConnectionsReached) {
      return Cause.FULL;
    }
    if (code == StatusCodes.Bad_SecurityChecksFailed
        || code == StatusCodes.Bad_CertificateUntrusted
        || code == StatusCodes.Bad_CertificateChainIncomplete
        || code == StatusCodes.Bad_CertificateTimeInvalid
        || code == StatusCodes.Bad_CertificateUriInvalid) {
      return Cause.NOT_LET_IN;
    }
    return code == StatusCodes.Bad_ConnectionClosed || code == StatusCodes.Bad_SessionClosed
        ? Cause.LOST
        : Cause.OTHER;
  }

  public String endpoint() {
    return endpoint;
  }

  public Cause reason() {
    return reason;
  }

  /** What the server or the system said of it. */
  String detail() {
    return detail;
  }

  /** What, where, and what to do. */
  public String words() {
    return words;
  }

  /** What went wrong, and what to do. */
  public enum Cause {
    UNREACHABLE("nothing answers there; is it running, are address and port right?"),
    TIMED_OUT("no answer in time"),
    NO_SUCH_ENDPOINT("it offers no endpoint with this security"),
    WRONG_PASSWORD("user or password is wrong, or this user may not"),
    USER_NOT_LET_IN("it does not take this user's certificate; have it trust the user"),
    USER_KEYS("the user's certificate or key cannot be used"),
    NO_SUCH_LOGIN("it does not let the gateway sign in this way"),
    UNTRUSTED("its certificate is not trusted"),
    EXPIRED("its certificate has expired; have the server make a new one"),
    NOT_YET_VALID("its certificate is not valid yet; look at the clocks of both"),
    SHORT_KEY("its key is too short to be safe; have the server make one of 2048 bits or more"),
    WRONG_URI("its certificate is another application's; have the server make a new one"),
    WRONG_HOST("its certificate is another host's; write the endpoint by a name it bears"),
    REVOKED("its authority took its certificate back; have the server get a new one"),
    NOT_LET_IN("it does not trust the gateway; have it trust the gateway's certificate"),
    NO_SUCH_NODE("it has no such node to begin at"),
    OWN_KEYS("the gateway's keys cannot be used"),
    FULL("it bears no further session; close another client"),
    SILENT("it fell silent"),
    LOST("the connection was lost"),
    OTHER("it failed");

    /** Whether the certificate that a server showed is what is wrong. */
    boolean ofCertificate() {
      return switch (this) {
        case UNTRUSTED, EXPIRED, NOT_YET_VALID, SHORT_KEY, WRONG_URI, WRONG_HOST, REVOKED -> true;
        case UNREACHABLE,
            TIMED_OUT,
            NO_SUCH_ENDPOINT,
            WRONG_PASSWORD,
            USER_NOT_LET_IN,
            USER_KEYS,
            NO_SUCH_LOGIN,
            NOT_LET_IN,
            NO_SUCH_NODE,
            OWN_KEYS,
            FULL,
            SILENT,
            LOST,
            OTHER ->
            false;
      };
    }

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }
}
