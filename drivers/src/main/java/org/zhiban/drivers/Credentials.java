package org.zhiban.drivers;

import java.io.IOException;
import java.security.cert.X509Certificate;

/**
 * Who the gateway is to the servers it talks to, and which of them it trusts. What it throws is
 * said to a person: what is wrong with which file, and what to do. Safe for concurrent use.
 */
public interface Credentials {
  /** For links without certificates: nothing is made, kept or trusted. */
  Credentials NONE =
      new Credentials() {
        @Override
        public ApplicationKey own() throws IOException {
          throw new IOException("there is no folder for keys");
        }

        @Override
        public TrustList trustList() {
          return TrustList.EMPTY;
        }

        @Override
        public Rejected reject(X509Certificate certificate) throws IOException {
          throw new IOException("there is no folder for certificates");
        }

        @Override
        public void refused(RefusedServer server) {}

        @Override
        public void accepted(String connection) {}
      };

  /** The gateway's own key and certificate, made at the first call and the same ever after. */
  ApplicationKey own() throws IOException;

  /** Whom the gateway believes now. */
  TrustList trustList() throws IOException;

  /** Keeps a certificate that is not trusted, for a person to look at. */
  Rejected reject(X509Certificate certificate) throws IOException;

  /** Remembers why a connection does not come to be, for a person to look at. */
  void refused(RefusedServer server);

  /** The server of a connection is believed: what it was refused for is past. */
  void accepted(String connection);

  /**
   * A certificate that waits for a person.
   *
   * @param file where it lies
   * @param trusted the folder to move it to
   */
  record Rejected(String file, String trusted) {
    /** What a person does to trust it. */
    public String remedy() {
      return "to trust it, move " + file + " to " + trusted;
    }
  }
}
