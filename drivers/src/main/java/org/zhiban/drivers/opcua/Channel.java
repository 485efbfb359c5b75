package org.zhiban.drivers.opcua;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.zhiban.drivers.ApplicationKey;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.RefusedServer;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Security;

/**
 * The secure channel of a connection: who the gateway is to the server, and which server it takes.
 * The server is judged before anything is sent to it, in words of our own; the library then takes
 * the certificate that was judged, and no other.
 */
final class Channel {
  static {
    // The library asks Java for PSS by the name that Bouncy Castle alone knows.
    if (java.security.Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      java.security.Security.addProvider(new BouncyCastleProvider());
    }
  }

  private final OpcUaConnection settings;
  private final Credentials credentials;
  private final InstantSource clock;
  private volatile Optional<EndpointDescription> judged = Optional.empty();
  private volatile Optional<String> outdated = Optional.empty();

  Channel(OpcUaConnection settings, Credentials credentials, InstantSource clock) {
    this.settings = settings;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Gives the library login, keys and judgement; without security the last two are not needed. */
  void secure(OpcUaClientConfigBuilder config, EndpointDescription endpoint)
      throws ServerException {
    config.setIdentityProvider(LoginToken.of(settings, endpoint, clock.instant()));
    if (settings.security() == Security.NONE) {
      return;
    }
    List<X509Certificate> chain = chain(endpoint);
    if (!settings.trustAll()) {
      judge(endpoint, chain);
    }
    ApplicationKey own = own();
    config
        .setApplicationUri(own.uri())
        .setKeyPair(own.keys())
        .setCertificate(own.certificate())
        .setCertificateChain(new X509Certificate[] {own.certificate()})
        .setCertificateValidator(only(chain.getFirst()));
  }

  private void judge(EndpointDescription endpoint, List<X509Certificate> chain)
      throws ServerException {
    judged = Optional.of(endpoint);
    try {
      outdated =
          new ServerTrust(settings.endpoint(), credentials, clock.instant())
              .check(
                  chain,
                  String.valueOf(endpoint.getServer().getApplicationUri()),
                  String.valueOf(EndpointUtil.getHost(settings.endpoint())));
      credentials.accepted(settings.id());
    } catch (ServerException e) {
      if (e.reason().ofCertificate()) {
        credentials.refused(
            new RefusedServer(
                settings.id(),
                chain.getFirst(),
                e.reason().name().toLowerCase(Locale.ROOT),
                e.words(),
                clock.instant()));
      }
      throw e;
    }
  }

  /** Whether the server that was believed last would be again. */
  boolean believed() {
    Optional<EndpointDescription> endpoint = judged;
    if (endpoint.isEmpty()) {
      return true;
    }
    try {
      judge(endpoint.get(), chain(endpoint.get()));
      return true;
    } catch (ServerException _) {
      return false;
    }
  }

  /** What is to be done soon about the certificates of a session that stands. */
  Optional<String> warning() throws ServerException {
    return settings.security() == Security.NONE
        ? Optional.empty()
        : own().ending(clock.instant()).or(() -> outdated);
  }

  /** Says of a server that trusts the gateway or its user not which file it is to be given. */
  ServerException explained(ServerException e) {
    if (settings.userCertificate().isPresent() && e.reason() == Cause.WRONG_PASSWORD) {
      String file = settings.userCertificate().get().certificate();
      return new ServerException(
          settings.endpoint(), Cause.USER_NOT_LET_IN, file + "; it said: " + e.detail());
    }
    if (settings.security() == Security.NONE || e.reason() != Cause.NOT_LET_IN) {
      return e;
    }
    try {
      return new ServerException(
          settings.endpoint(), Cause.NOT_LET_IN, own().file() + "; it said: " + e.detail());
    } catch (ServerException unusable) {
      return unusable;
    }
  }

  private ApplicationKey own() throws ServerException {
    try {
      return credentials.own();
    } catch (IOException e) {
      throw new ServerException(
          settings.endpoint(), Cause.OWN_KEYS, String.valueOf(e.getMessage()));
    }
  }

  private List<X509Certificate> chain(EndpointDescription endpoint) throws ServerException {
    try {
      List<X509Certificate> chain =
          CertificateUtil.decodeCertificates(endpoint.getServerCertificate().bytesOrEmpty());
      if (!chain.isEmpty()) {
        return chain;
      }
      throw new ServerException(settings.endpoint(), Cause.UNTRUSTED, "it shows none");
    } catch (UaException e) {
      throw new ServerException(
          settings.endpoint(), Cause.UNTRUSTED, "it cannot be read: " + e.getMessage());
    }
  }

  private static CertificateValidator only(X509Certificate judged) {
    return (shown, _, _) -> {
      if (!shown.getFirst().equals(judged)) {
        throw new UaException(
            StatusCodes.Bad_CertificateInvalid,
            "the server shows another certificate than it announced");
      }
    };
  }
}
