package org.zhiban.simulators.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT broker for 5 and 3.1.1 on a free port of the loopback. It keeps sessions and retained
 * messages as long as it lives, and leaves no file behind.
 */
final class Broker implements AutoCloseable {
  /** What one subscriber that is away may leave unread before its oldest messages are dropped. */
  private static final long MOST_UNREAD_BYTES = 64L << 20;

  private final EmbeddedActiveMQ server;
  private final Path folder;
  private final int port;

  private Broker(EmbeddedActiveMQ server, Path folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a broker.
   *
   * @param accounts passwords by user; empty: anybody may come without either
   */
  static Broker start(Map<String, String> accounts) throws IOException {
    Path folder = Files.createTempDirectory("zhiban-broker-");
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    try {
      server.setConfiguration(configuration(folder)).setSecurityManager(new Accounts(accounts));
      server.start();
      var acceptor =
          (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("mqtt");
      return new Broker(server, folder, acceptor.getActualPort());
    } catch (Exception failed) {
      delete(folder);
      throw new IOException("the broker of the twins does not start", failed);
    }
  }

  private static Configuration configuration(Path folder) throws Exception {
    Configuration configuration =
        new ConfigurationImpl()
            .setName("twins")
            .setPersistenceEnabled(false)
            .setSecurityEnabled(true)
            .setJMXManagementEnabled(false)
            .setMessageCounterEnabled(false)
            .setScheduledThreadPoolMaxSize(2)
            .setThreadPoolMaxSize(8)
            .setJournalDirectory(folder.resolve("journal").toString())
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            .setNodeManagerLockDirectory(folder.resolve("lock").toString())
            .addAddressSetting(
                "#",
                new AddressSettings()
                    .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                    .setMaxSizeBytes(MOST_UNREAD_BYTES)
                    .setMaxDeliveryAttempts(-1)
                    .setDeadLetterAddress(SimpleString.of("undeliverable"))
                    .setExpiryAddress(SimpleString.of("expired")));
    configuration.addAcceptorConfiguration(
        "mqtt",
        "tcp://127.0.0.1:0?protocols=MQTT;useEpoll=false;useKQueue=false;nioRemotingThreads=2");
    return configuration;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("the broker of the twins does not stop", failed);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftBehind) {
      folder.toFile().deleteOnExit();
    }
  }

  /** Lets in who is known; who is in may do everything. */
  private record Accounts(Map<String, String> passwords) implements ActiveMQSecurityManager {
    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
      return passwords.isEmpty()
          || (user != null && password != null && password.equals(passwords.get(user)));
    }

    @Override
    public boolean validateUserAndRole(
        @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
      return validateUser(user, password);
    }
  }
}
