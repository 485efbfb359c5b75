package org.zhiban.drivers.opcua;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.OpcUaConnection;

/** How the gateway signs in: as nobody, by name and password, or by a user's certificate. */
final class LoginToken {
  private LoginToken() {}

  /**
   * What the endpoint is shown. A password never travels in clear over a channel that is only
   * signed; over one without security it does where the server takes it no other way.
   *
   * @param now by which the user's certificate must hold
   */
  static IdentityProvider of(OpcUaConnection settings, EndpointDescription endpoint, Instant now)
      throws ServerException {
    List<UserTokenPolicy> offered =
        Optional.ofNullable(endpoint.getUserIdentityTokens()).map(Arrays::asList).orElse(List.of());
    if (settings.userCertificate().isPresent()) {
      KeyFiles files = settings.userCertificate().get();
      return UserCertificate.read(settings.endpoint(), files, now)
          .on(
              endpoint,
              signing(
                  settings,
                  endpoint,
                  require(settings, offered, UserTokenType.Certificate, "no user's certificate")));
    }
    if (settings.user().isEmpty()) {
      require(
          settings,
          offered,
          UserTokenType.Anonymous,
          "nobody without user and password or a user's certificate");
      return new AnonymousProvider();
    }
    List<UserTokenPolicy> byName =
        require(settings, offered, UserTokenType.UserName, "no user with a password");
    UserTokenPolicy chosen =
        byName.stream()
            .filter(policy -> !inClear(policy, endpoint))
            .findFirst()
            .orElse(byName.getFirst());
    if (inClear(chosen, endpoint) && endpoint.getSecurityMode() == MessageSecurityMode.Sign) {
      throw new ServerException(
          settings.endpoint(),
          Cause.NO_SUCH_LOGIN,
          "it takes the password only in clear; use a security that ends in _sign_and_encrypt");
    }
    // With a secure channel the server is known by now; without one nothing of it is.
    return new UsernameProvider(
        settings.user().orElseThrow(),
        settings.password().map(secret -> secret.reveal()).orElse(""),
        (_, _, _) -> {},
        _ -> chosen);
  }

  /** The first way in which the user proves to hold the key, and of which the library knows how. */
  private static UserTokenPolicy signing(
      OpcUaConnection settings, EndpointDescription endpoint, List<UserTokenPolicy> offered)
      throws ServerException {
    return offered.stream()
        .filter(policy -> SecurityPolicy.fromUriSafe(uri(policy, endpoint)).isPresent())
        .filter(policy -> !inClear(policy, endpoint))
        .findFirst()
        .orElseThrow(
            () ->
                new ServerException(
                    settings.endpoint(),
                    Cause.NO_SUCH_LOGIN,
                    "it takes a user's certificate by no policy that has it sign; use a security"
                        + " other than none"));
  }

  private static List<UserTokenPolicy> require(
      OpcUaConnection settings, List<UserTokenPolicy> offered, UserTokenType type, String nobody)
      throws ServerException {
    List<UserTokenPolicy> fitting =
        offered.stream().filter(policy -> policy.getTokenType() == type).toList();
    if (fitting.isEmpty()) {
      throw new ServerException(
          settings.endpoint(),
          Cause.NO_SUCH_LOGIN,
          "it takes " + nobody + "; it offers " + offered.stream().map(LoginToken::word).toList());
    }
    return fitting;
  }

  private static String word(UserTokenPolicy policy) {
    return String.valueOf(policy.getTokenType());
  }

  private static boolean inClear(UserTokenPolicy policy, EndpointDescription endpoint) {
    return Objects.equals(uri(policy, endpoint), SecurityPolicy.None.getUri());
  }

  /** The policy of a login is the channel's where it names none (OPC UA Part 4, 7.42). */
  private static String uri(UserTokenPolicy policy, EndpointDescription endpoint) {
    String own = policy.getSecurityPolicyUri();
    return String.valueOf(own == null || own.isEmpty() ? endpoint.getSecurityPolicyUri() : own);
  }
}
