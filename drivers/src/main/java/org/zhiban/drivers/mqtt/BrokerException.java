package org.zhiban.drivers.mqtt;

import java.io.IOException;

/** The broker could not be reached, refused, or was lost. */
public final class BrokerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String broker;
  private final Cause reason;
  private final String words;

  /**
   * Tells what went wrong.
   *
   * @param broker its address, or the port
   */
  public BrokerException(String broker, Cause reason, Throwable source) {
    super(message(broker, reason, source), source);
    this.words = message(broker, reason, source);
    this.broker = broker;
    this.reason = reason;
  }

  public String broker() {
    return broker;
  }

  public Cause reason() {
    return reason;
  }

  /** What, where, and what to do. */
  public String words() {
    return words;
  }

  private static String message(String broker, Cause reason, Throwable source) {
    Throwable first = source;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String said = first.getMessage();
    return (broker.contains("://") ? "broker " : "")
        + broker
        + ": "
        + reason.words
        + (said == null ? "" : " (" + said + ")");
  }

  /** What went wrong, and what to do. */
  public enum Cause {
    UNREACHABLE("nothing answers there; is it running, are address and port right?"),
    TIMED_OUT("no answer in time"),
    NO_TLS("it does not speak TLS there; write its port for TLS, or tcp:// for none"),
    UNTRUSTED("its certificate is not trusted; set ca_file to the authority that signed it"),
    NOT_VALID_NOW(
        "its certificate is past its end or not begun; renew it at the broker, or set the clock of"
            + " this machine right"),
    WRONG_NAME(
        "its certificate is for another name; write the broker by a name that stands in it, or have"
            + " one made for this name"),
    CERTIFICATE_WANTED("it asks for a client certificate; set cert_file and key_file"),
    CERTIFICATE_REFUSED(
        "it does not accept the gateway's certificate; have cert_file signed by an authority that"
            + " the broker knows, and see that it is within its time"),
    HANDSHAKE(
        "it hung up while TLS was agreed on; it may have no TLS at this port, or want a client"
            + " certificate (cert_file, key_file), or another version of TLS"),
    PORT_CLOSED(
        "it cannot be opened; is another program using it, does this machine have that address?"),
    OWN_FILES("the files for TLS cannot be used"),
    WRONG_PASSWORD("user or password is wrong"),
    NOT_AUTHORIZED("this user may not do that; look at the broker's access list"),
    CLIENT_ID_REFUSED("the client_id is not accepted"),
    CLIENT_ID_TAKEN("another client uses the same client_id; each gateway needs its own"),
    VERSION_REFUSED("it does not speak this version of MQTT; set version: 3.1.1"),
    LOST("the connection was lost"),
    OTHER("it failed");

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }
}
