package org.zhiban.drivers.opcua;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.zhiban.model.site.OpcUaConnection.Security;

/**
 * A policy with its message mode, as the library names them.
 *
 * @see <a href="https://reference.opcfoundation.org/Core/Part7/v105/docs/6.6">OPC UA Part 7</a>
 */
record ChannelSecurity(SecurityPolicy policy, MessageSecurityMode mode) {
  static ChannelSecurity of(Security security) {
    return switch (security) {
      case NONE -> new ChannelSecurity(SecurityPolicy.None, MessageSecurityMode.None);
      case BASIC256SHA256_SIGN -> signed(SecurityPolicy.Basic256Sha256);
      case BASIC256SHA256_SIGN_AND_ENCRYPT -> encrypted(SecurityPolicy.Basic256Sha256);
      case AES128_SHA256_RSAOAEP_SIGN -> signed(SecurityPolicy.Aes128_Sha256_RsaOaep);
      case AES128_SHA256_RSAOAEP_SIGN_AND_ENCRYPT ->
          encrypted(SecurityPolicy.Aes128_Sha256_RsaOaep);
      case AES256_SHA256_RSAPSS_SIGN -> signed(SecurityPolicy.Aes256_Sha256_RsaPss);
      case AES256_SHA256_RSAPSS_SIGN_AND_ENCRYPT -> encrypted(SecurityPolicy.Aes256_Sha256_RsaPss);
    };
  }

  private static ChannelSecurity signed(SecurityPolicy policy) {
    return new ChannelSecurity(policy, MessageSecurityMode.Sign);
  }

  private static ChannelSecurity encrypted(SecurityPolicy policy) {
    return new ChannelSecurity(policy, MessageSecurityMode.SignAndEncrypt);
  }

  /** Whether an endpoint is of exactly this policy and mode, over the binary protocol on TCP. */
  boolean fits(EndpointDescription endpoint) {
    String url = endpoint.getEndpointUrl();
    return policy.getUri().equals(endpoint.getSecurityPolicyUri())
        && endpoint.getSecurityMode() == mode
        && url != null
        && url.startsWith("opc.tcp:");
  }

  /** What a server offers, in the words of the configuration language where it has them. */
  static String words(List<EndpointDescription> offered) {
    if (offered.isEmpty()) {
      return "it offers nothing";
    }
    return "it offers "
        + String.join(", ", offered.stream().map(ChannelSecurity::word).distinct().toList());
  }

  private static String word(EndpointDescription endpoint) {
    Optional<String> known =
        Arrays.stream(Security.values())
            .filter(security -> of(security).fits(endpoint))
            .map(Security::word)
            .findFirst();
    return known.orElseGet(
        () -> endpoint.getSecurityPolicyUri() + " with " + endpoint.getSecurityMode());
  }
}
