package org.zhiban.acceptance.probing;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One request.
 *
 * @param who in words
 * @param forbidden whoever calls may not make this call
 * @param request its bytes, each as one character
 * @param framing its frame is broken: the server may close the connection, or answer by itself
 */
record Probe(
    int number,
    String what,
    Operation of,
    String who,
    boolean forbidden,
    boolean framing,
    String request) {
  /** No answer to these has a body. */
  private static final Set<String> BODILESS = Set.of("HEAD", "CONNECT");

  byte[] bytes() {
    return request.getBytes(StandardCharsets.ISO_8859_1);
  }

  boolean head() {
    return BODILESS.contains(request.substring(0, request.indexOf(' ')));
  }

  @Override
  public String toString() {
    return "probe %d (%s, %s by %s):%n%s"
        .formatted(
            number, what, of.id(), who, request.substring(0, Math.min(900, request.length())));
  }
}
