package org.zhiban.drivers.opcua;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.PemFiles;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.KeyFiles;

/**
 * A user who signs in by a certificate (OPC UA Part 4, 7.40.5). Its files are read at every
 * attempt: a renewed certificate needs no restart.
 */
public final class UserCertificate {
  private final PemFiles.Own own;

  private UserCertificate(PemFiles.Own own) {
    this.own = own;
  }

  /**
   * What the files hold.
   *
   * @throws PemException where they cannot be used, whatever the time is
   */
  public static UserCertificate of(KeyFiles files) throws PemException {
    PemFiles.Own own = PemFiles.own(files);
    String kind = own.key().getAlgorithm();
    if (!kind.equals("RSA")) {
      throw new PemException(
          files.certificate(),
          "the certificate in " + files.certificate() + " has a key of kind " + kind,
          "the policies of OPC UA that are spoken here sign with RSA; make one of 2048 bits");
    }
    return new UserCertificate(own);
  }

  static UserCertificate read(String endpoint, KeyFiles files, Instant now) throws ServerException {
    UserCertificate user;
    try {
      user = of(files);
    } catch (PemException e) {
      throw new ServerException(endpoint, Cause.USER_KEYS, e.what() + "; " + e.remedy());
    }
    Optional<String> ended = user.unusable(now);
    if (ended.isPresent()) {
      throw new ServerException(endpoint, Cause.USER_KEYS, files.certificate() + " " + ended.get());
    }
    return user;
  }

  /** Why it does not serve at a time; empty: it does. */
  private Optional<String> unusable(Instant now) {
    if (now.isAfter(end())) {
      return Optional.of("has expired on " + end().atZone(ZoneOffset.UTC).toLocalDate());
    }
    Instant from = certificate().getNotBefore().toInstant();
    return now.isBefore(from)
        ? Optional.of("is not valid before " + from + ", here it is " + now)
        : Optional.empty();
  }

  /** Until when it is good. */
  public Instant end() {
    return certificate().getNotAfter().toInstant();
  }

  private X509Certificate certificate() {
    return own.chain().getFirst();
  }

  /** The login at an endpoint: the certificate, and the server's nonce signed by its key. */
  IdentityProvider on(EndpointDescription endpoint, UserTokenPolicy policy) {
    // The library takes the first policy for certificates that an endpoint offers.
    EndpointDescription chosen =
        new EndpointDescription(
            endpoint.getEndpointUrl(),
            endpoint.getServer(),
            endpoint.getServerCertificate(),
            endpoint.getSecurityMode(),
            endpoint.getSecurityPolicyUri(),
            new UserTokenPolicy[] {policy},
            endpoint.getTransportProfileUri(),
            endpoint.getSecurityLevel());
    X509IdentityProvider signing = new X509IdentityProvider(own.chain(), own.key());
    return (_, nonce) -> signing.getIdentityToken(chosen, nonce);
  }
}
