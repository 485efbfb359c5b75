package org.zhiban.acceptance.probing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 by hand: it sends what no client library would. One thread uses it. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final InetSocketAddress server;
  private @Nullable Socket socket;

  RawHttp(String address) {
    URI uri = URI.create(address);
    server = new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  /**
   * @param headers by name in small letters
   */
  record Answer(int status, Map<String, String> headers, String body) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** The answer; empty where the server closed the connection without one. */
  Optional<Answer> send(byte[] request, boolean head) throws IOException {
    boolean used = socket != null;
    try {
      return Optional.of(exchange(request, head));
    } catch (EOFException | java.net.SocketException closed) {
      close();
      if (!used) {
        return Optional.empty();
      }
    }
    // The connection that stood may have been closed since the answer before.
    try {
      return Optional.of(exchange(request, head));
    } catch (EOFException | java.net.SocketException closed) {
      close();
      return Optional.empty();
    }
  }

  private Answer exchange(byte[] request, boolean head) throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket();
      open.connect(server, PATIENCE_MILLIS);
      open.setSoTimeout(PATIENCE_MILLIS);
      open.setTcpNoDelay(true);
      socket = open;
    }
    open.getOutputStream().write(request);
    open.getOutputStream().flush();
    InputStream in = new BufferedInputStream(open.getInputStream());
    Answer answer = read(in, head);
    while (answer.status() == 100) {
      answer = read(in, head);
    }
    if (answer.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
      close();
    }
    return answer;
  }

  private static Answer read(InputStream in, boolean head) throws IOException {
    String[] status = line(in).split(" ", 3);
    if (status.length < 2) {
      throw new EOFException("no status");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int code = Integer.parseInt(status[1]);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!head && code >= 200 && code != 204 && code != 304) {
      if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
        for (int size = size(in); size > 0; size = size(in)) {
          body.write(in.readNBytes(size));
          line(in);
        }
        line(in);
      } else if (headers.get("content-length") != null) {
        body.write(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
      } else {
        body.write(in.readAllBytes());
      }
    }
    return new Answer(code, headers, body.toString(StandardCharsets.UTF_8));
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException(line.toString());
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
