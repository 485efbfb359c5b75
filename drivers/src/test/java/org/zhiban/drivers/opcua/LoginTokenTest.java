package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.Secret;

class LoginTokenTest {
  private static final OpcUaConnection WITH_PASSWORD =
      new OpcUaConnection(
          "lift",
          "opc.tcp://plc:4840",
          Security.BASIC256SHA256_SIGN,
          Mode.POLL,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Optional.of("reader"),
          Optional.of(new Secret("secret")),
          Optional.empty(),
          false,
          Points.NOWHERE);

  private static EndpointDescription endpoint(MessageSecurityMode mode, SecurityPolicy... taken) {
    return new EndpointDescription(
        "opc.tcp://plc:4840",
        null,
        ByteString.NULL_VALUE,
        mode,
        SecurityPolicy.Basic256Sha256.getUri(),
        Arrays.stream(taken)
            .map(
                policy ->
                    new UserTokenPolicy(
                        policy.name(), UserTokenType.UserName, null, null, policy.getUri()))
            .toArray(UserTokenPolicy[]::new),
        "",
        UByte.MIN);
  }

  private static Cause refusal(EndpointDescription endpoint) {
    return assertThrows(
            ServerException.class, () -> LoginToken.of(WITH_PASSWORD, endpoint, Instant.EPOCH))
        .reason();
  }

  @Test
  void aPasswordInClearOverASignedChannelIsNotSent() {
    assertThat(refusal(endpoint(MessageSecurityMode.Sign, SecurityPolicy.None)))
        .isEqualTo(Cause.NO_SUCH_LOGIN);
  }

  @Test
  void anEncryptedPasswordIsTakenWhereverItIsOffered() throws Exception {
    assertThat(
            LoginToken.of(
                WITH_PASSWORD,
                endpoint(
                    MessageSecurityMode.Sign, SecurityPolicy.None, SecurityPolicy.Basic256Sha256),
                Instant.EPOCH))
        .isInstanceOf(UsernameProvider.class);
  }

  @Test
  void aServerThatKnowsNoUsersIsSaid() {
    assertThat(refusal(endpoint(MessageSecurityMode.SignAndEncrypt)))
        .isEqualTo(Cause.NO_SUCH_LOGIN);
  }
}
