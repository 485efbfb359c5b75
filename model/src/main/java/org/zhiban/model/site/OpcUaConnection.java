package org.zhiban.model.site;

import java.time.Duration;
import java.util.Optional;

/**
 * An OPC UA session.
 *
 * @param endpoint {@code opc.tcp://host:port/path}
 * @param publishingInterval of subscriptions; the period of reads when polled
 * @param userCertificate signs in, in the place of user and password
 * @param trustAll accept any server certificate; {@code check} warns
 */
public record OpcUaConnection(
    String id,
    String endpoint,
    Security security,
    Mode mode,
    Duration publishingInterval,
    Duration timeout,
    Optional<String> user,
    Optional<Secret> password,
    Optional<KeyFiles> userCertificate,
    boolean trustAll,
    SourcePosition position)
    implements Connection {
  public static final Duration DEFAULT_PUBLISHING_INTERVAL = Duration.ofMillis(500);
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  @Override
  public String type() {
    return "opc_ua";
  }

  /** How values come. */
  public enum Mode {
    SUBSCRIBE,
    POLL
  }

  /** Policy and message mode, named as in the configuration language, lower case. */
  public enum Security {
    NONE,
    BASIC256SHA256_SIGN,
    BASIC256SHA256_SIGN_AND_ENCRYPT,
    AES128_SHA256_RSAOAEP_SIGN,
    AES128_SHA256_RSAOAEP_SIGN_AND_ENCRYPT,
    AES256_SHA256_RSAPSS_SIGN,
    AES256_SHA256_RSAPSS_SIGN_AND_ENCRYPT;

    /** The word of the configuration language. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
