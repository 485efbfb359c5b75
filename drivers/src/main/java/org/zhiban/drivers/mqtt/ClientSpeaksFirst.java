package org.zhiban.drivers.mqtt;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;

/**
 * Streams of one connection that mend two faults of Paho's client.
 *
 * <p>Its connecting thread polls whether the receiving thread runs. A broker that accepts and hangs
 * up at once, as a port forwarder without a broker behind does, ends the receiver before it was
 * seen, and the connecting thread polls for ever: one more thread with each try. Here nothing is
 * read before the first byte was written; in MQTT no broker speaks before the client's CONNECT.
 *
 * <p>It reads with a time-out of a second, and loses its place when that falls within a message's
 * header. Here a time-out is waited out; closing the socket still ends a read.
 */
final class ClientSpeaksFirst {
  private final CountDownLatch spoken = new CountDownLatch(1);

  InputStream reading(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        awaitFirstWord();
        while (true) {
          try {
            return super.read();
          } catch (SocketTimeoutException _) {
            // silence is no end
          }
        }
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        awaitFirstWord();
        while (true) {
          try {
            return super.read(bytes, offset, length);
          } catch (SocketTimeoutException _) {
            // silence is no end
          }
        }
      }

      @Override
      public int available() throws IOException {
        return spoken.getCount() == 0 ? super.available() : 0;
      }
    };
  }

  OutputStream writing(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int octet) throws IOException {
        spoken.countDown();
        this.out.write(octet);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        spoken.countDown();
        this.out.write(bytes, offset, length);
      }
    };
  }

  private void awaitFirstWord() throws InterruptedIOException {
    try {
      spoken.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped before anything was said");
    }
  }
}
