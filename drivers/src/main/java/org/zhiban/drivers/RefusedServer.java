package org.zhiban.drivers;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A server whose certificate was refused, as a connection saw it last.
 *
 * @param reason one word, in lower case
 * @param words what is wrong and what to do
 */
public record RefusedServer(
    String connection, X509Certificate certificate, String reason, String words, Instant at) {}
