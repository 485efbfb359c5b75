package org.zhiban.drivers.mqtt;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.zhiban.drivers.mqtt.BrokerException.Cause;

/** Why two ends did not agree on TLS. */
final class TlsFailure {
  private TlsFailure() {}

  /** Empty where it was not TLS that failed. */
  static Optional<Cause> of(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable at = thrown; at != null && chain.size() < 20; at = at.getCause()) {
      chain.add(at);
    }
    if (holds(chain, CertificateExpiredException.class)
        || holds(chain, CertificateNotYetValidException.class)) {
      return Optional.of(Cause.NOT_VALID_NOW);
    }
    if (holds(chain, CertPathBuilderException.class)
        || holds(chain, CertPathValidatorException.class)) {
      return Optional.of(Cause.UNTRUSTED);
    }
    // Java's trust manager throws it bare where the certificate is sound and names another host
    if (holds(chain, CertificateException.class)) {
      return Optional.of(Cause.WRONG_NAME);
    }
    return chain.stream()
        .filter(SSLException.class::isInstance)
        .map(said -> byWords(String.valueOf(said.getMessage())))
        .findFirst();
  }

  private static boolean holds(List<Throwable> chain, Class<? extends Throwable> kind) {
    return chain.stream().anyMatch(kind::isInstance);
  }

  /** Alerts of RFC 8446, 6.2, as Java writes them. */
  private static Cause byWords(String said) {
    if (said.contains("plaintext") || said.contains("unrecognized SSL message")) {
      return Cause.NO_TLS;
    }
    if (said.contains("certificate_required")) {
      return Cause.CERTIFICATE_WANTED;
    }
    if (said.contains("unknown_ca")
        || said.contains("bad_certificate")
        || said.contains("certificate_unknown")
        || said.contains("certificate_expired")
        || said.contains("certificate_revoked")
        || said.contains("unsupported_certificate")) {
      return Cause.CERTIFICATE_REFUSED;
    }
    return Cause.HANDSHAKE;
  }
}
