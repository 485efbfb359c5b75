package org.zhiban.drivers.opcua;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.drivers.TestCertificate;

/** A node-opcua server with a certificate of ours, and every policy unless told otherwise. */
public final class SecuredPeer implements AutoCloseable {
  public static final String URI = "urn:plc:test";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final NodeOpcUaServer server;
  private final Map<String, Object> options = new LinkedHashMap<>();

  public SecuredPeer(Path folder, TestCertificate certificate) throws IOException {
    server = NodeOpcUaServer.in(folder);
    options.put("certificate", certificate.writeCertificate(folder.resolve("plc.pem")).toString());
    options.put("key", certificate.writeKey(folder.resolve("plc.key")).toString());
    options.put("uri", URI);
    options.put(
        "policies", List.of("Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"));
    options.put("modes", List.of("Sign", "SignAndEncrypt"));
  }

  /** A certificate as a sound server has it. */
  public static TestCertificate.Draft sound() {
    return TestCertificate.of("PLC 1").uri(URI).address("127.0.0.1");
  }

  public SecuredPeer with(String option, Object value) {
    options.put(option, value);
    return this;
  }

  /** Starts it with one node, {@code ns=1;s=Speed}, at the value. */
  public SecuredPeer started(double speed) throws IOException {
    server.start(JSON.writeValueAsString(options));
    server.set("Speed", "Double", Double.toString(speed));
    return this;
  }

  public int port() {
    return server.port;
  }

  @Override
  public void close() {
    server.close();
  }
}
