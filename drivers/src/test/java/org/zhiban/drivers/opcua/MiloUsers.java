package org.zhiban.drivers.opcua;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.X509IdentityValidator;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.CertificateStore;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.TestCertificate;

/** A server in this process that takes one user by his certificate, and nobody else. */
final class MiloUsers implements AutoCloseable {
  private final OpcUaServer server;
  private final int port;

  MiloUsers(TestCertificate own, TestCertificate user) throws Exception {
    port = FreePort.tcp();
    X509Certificate[] chain = {own.certificate()};
    MemoryCertificateStore store = new MemoryCertificateStore();
    store.set(
        NodeIds.RsaSha256ApplicationCertificateType, new CertificateStore.Entry(own.key(), chain));
    var group =
        DefaultApplicationGroup.createAndInitialize(
            new MemoryTrustListManager(),
            store,
            new RsaSha256CertificateFactory() {
              @Override
              protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keys) {
                throw new AssertionError("the store has one");
              }
            },
            new CertificateValidator.InsecureCertificateValidator());
    EndpointConfig endpoint =
        EndpointConfig.newBuilder()
            .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
            .setBindAddress("127.0.0.1")
            .setBindPort(port)
            .setHostname("127.0.0.1")
            .setCertificate(own.certificate())
            .setSecurityPolicy(SecurityPolicy.Basic256Sha256)
            .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
            .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_X509)
            .build();
    server =
        new OpcUaServer(
            OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("test"))
                .setApplicationUri(SecuredPeer.URI)
                .setProductUri(SecuredPeer.URI)
                .setEndpoints(Set.of(endpoint))
                .setIdentityValidator(new X509IdentityValidator(user.certificate()::equals))
                .setCertificateManager(
                    new DefaultCertificateManager(new MemoryCertificateQuarantine(), group))
                .build(),
            _ -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder().build()));
    server.startup().get(20, TimeUnit.SECONDS);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
