package org.zhiban.gateway.check;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.opcua.UserCertificate;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.gateway.config.problem.Problem.Severity;
import org.zhiban.model.site.KeyFiles;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.Site;

/** Certificates by which connections sign in, and which end soon or have ended. */
final class UserCertificates {
  private static final Duration AHEAD = Duration.ofDays(30);

  private UserCertificates() {}

  /** Warnings only: the gateway starts with an expired one, and its link says what is wrong. */
  static List<Problem> ending(Site site, Instant now) {
    return site.connections().values().stream()
        .flatMap(one -> one instanceof OpcUaConnection opcUa ? Stream.of(opcUa) : Stream.empty())
        .flatMap(one -> one.userCertificate().flatMap(files -> of(one, files, site, now)).stream())
        .toList();
  }

  private static Optional<Problem> of(
      OpcUaConnection connection, KeyFiles files, Site site, Instant now) {
    Instant end;
    try {
      end = UserCertificate.of(files).end();
    } catch (PemException _) {
      return Optional.empty(); // the site would not have loaded; the files were changed just now
    }
    if (now.isBefore(end.minus(AHEAD))) {
      return Optional.empty();
    }
    LocalDate day = LocalDate.ofInstant(end, site.zone());
    return Optional.of(
        new Problem(
            Severity.WARNING,
            connection.position(),
            "connection "
                + connection.id()
                + ": the user's certificate in "
                + files.certificate()
                + (now.isBefore(end) ? " ends on " : " has expired on ")
                + day,
            "put a new one there, and have the server trust it"));
  }
}
