package org.zhiban.gateway.acquisition;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.Driver;

/**
 * One physical link: its driver on a virtual thread of its own, so that a slow device delays nobody
 * else.
 */
public final class LinkVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(LinkVerticle.class);

  private final String connection;
  private final Driver driver;
  private final Thread reader;

  public LinkVerticle(String connection, Driver driver) {
    this.connection = connection;
    this.driver = driver;
    this.reader = Thread.ofVirtual().name("link-" + connection).unstarted(this::read);
  }

  @Override
  public Future<?> start() {
    reader.start();
    return Future.succeededFuture();
  }

  private void read() {
    try {
      driver.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error(
          "connection {}: its driver ended by a defect; its points stay bad until the gateway is"
              + " restarted",
          connection,
          e);
    }
  }

  @Override
  public Future<?> stop() {
    return vertx.executeBlocking(
        () -> {
          driver.close();
          reader.join(java.time.Duration.ofSeconds(2));
          reader.interrupt();
          return null;
        },
        false);
  }
}
