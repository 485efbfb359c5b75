package org.zhiban.gateway.operations.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server that can be cut where it hurts. */
final class CutLine implements AutoCloseable {
  /** What happens to what is sent. */
  enum Way {
    /** It arrives. */
    OPEN,
    /** Nobody answers, and nobody says so. */
    SILENT,
    /** No line at all. */
    CUT,
    /** The commit arrives, its answer does not. */
    CUT_BEHIND_COMMIT,
    /** The commit does not arrive. */
    CUT_BEFORE_COMMIT
  }

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile Way way = Way.OPEN;
  private volatile Way next = Way.OPEN;

  CutLine(int server) throws IOException {
    this.server = server;
    Thread _ = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  Way way() {
    return way;
  }

  /** From now on; lines that stand are cut where there is to be none. */
  void set(Way now) {
    set(now, Way.OPEN);
  }

  /**
   * The same.
   *
   * @param after the way of every line once the commit was cut
   */
  void set(Way now, Way after) {
    next = after;
    way = now;
    if (now == Way.CUT) {
      lines.forEach(Line::end);
    }
  }

  /** Lines that stand fall silent; new ones are open. */
  void silenceStanding() {
    lines.forEach(line -> line.silent = true);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (way == Way.CUT) {
          client.close();
          continue;
        }
        Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), server));
        lines.add(line);
        Thread _ = Thread.ofVirtual().start(() -> line.carry(client, line.server, true));
        Thread _ = Thread.ofVirtual().start(() -> line.carry(line.server, client, false));
      } catch (IOException _) {
        // a line less, or the door is closed
      }
    }
  }

  private final class Line {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;
    private volatile boolean answerless;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void carry(Socket from, Socket to, boolean asking) {
      byte[] bytes = new byte[65_536];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
          if (asking ? !passes(bytes, count) : answerless) {
            end();
            return;
          }
          if (!silent && way != Way.SILENT) {
            out.write(bytes, 0, count);
            out.flush();
          }
        }
      } catch (IOException _) {
        // the other end is gone
      }
      // Over a line that fell silent nobody hears that the other end is gone.
      if (!silent) {
        end();
      }
    }

    private boolean passes(byte[] bytes, int count) {
      Way now = way;
      boolean commit =
          (now == Way.CUT_BEFORE_COMMIT || now == Way.CUT_BEHIND_COMMIT)
              && new String(bytes, 0, count, StandardCharsets.ISO_8859_1).contains("COMMIT");
      if (commit) {
        answerless = true;
        way = next;
      }
      return !commit || now == Way.CUT_BEHIND_COMMIT;
    }

    void end() {
      lines.remove(this);
      try (client;
          server) {
        answerless = true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    lines.forEach(Line::end);
  }
}
