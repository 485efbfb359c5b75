package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.zhiban.drivers.opcua.KnownCertificate;
import org.zhiban.drivers.opcua.KnownCertificate.Standing;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.site.OpcUaConnection;

/**
 * Certificates of OPC UA links: technicians look at them, administrators decide. What is decided is
 * on disk in the audit before it acts.
 */
final class CertificateRoutes {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final Running gateway;
  private final Repeats repeats;

  CertificateRoutes(Running gateway) {
    this.gateway = gateway;
    repeats = new Repeats(gateway);
  }

  Answer list(Call call) {
    JsonArray items = new JsonArray();
    read(() -> {
          if (encrypted()) {
            gateway.certificates().own();
          }
          return gateway.certificates().known();
        })
        .forEach(one -> items.add(row(one)));
    return Answer.ok(Paging.whole(items));
  }

  private boolean encrypted() {
    return gateway.site().connections().values().stream()
        .anyMatch(
            one ->
                one instanceof OpcUaConnection opcUa
                    && opcUa.security() != OpcUaConnection.Security.NONE);
  }

  Answer own(Call call) {
    X509Certificate own = read(() -> gateway.certificates().own().certificate());
    try {
      return call.query("format").filter("pem"::equals).isPresent()
          ? Answer.file("application/x-pem-file", "zhiban.pem", Buffer.buffer(pem(own)))
          : Answer.file("application/pkix-cert", "zhiban.der", Buffer.buffer(own.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read", e);
    }
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + LINES.encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  Answer trust(Call call) {
    return decided(
        call,
        "certificate_trusted",
        () -> named(call, Standing.REJECTED, Standing.ISSUER),
        known -> gateway.certificates().trust(known.certificate()));
  }

  Answer distrust(Call call) {
    return decided(
        call,
        "certificate_distrusted",
        () -> named(call, Standing.TRUSTED),
        known -> gateway.certificates().distrust(known.certificate()));
  }

  Answer renew(Call call) {
    return decided(
        call, "own_certificate_renewed", this::ours, _ -> gateway.certificates().renew());
  }

  private KnownCertificate ours() throws IOException {
    gateway.certificates().own();
    return gateway.certificates().known().stream()
        .filter(one -> one.standing() == Standing.OWN)
        .findFirst()
        .orElseThrow();
  }

  private KnownCertificate named(Call call, Standing... wanted) throws IOException {
    String print = call.path("sha256");
    KnownCertificate known =
        gateway
            .certificates()
            .find(print)
            .orElseThrow(() -> Refusal.notFound("there is no certificate " + print));
    if (!List.of(wanted).contains(known.standing())) {
      throw Refusal.conflict("the certificate is " + known.standing().word() + " already");
    }
    return known;
  }

  /** The audit and the answer are on disk before the change; a repeat changes nothing more. */
  private Answer decided(Call call, String action, Look<KnownCertificate> which, Change change) {
    return repeats.guarded(
        call,
        () -> {
          KnownCertificate known = read(which);
          Answer done =
              tell(tx -> repeats.kept(audited(tx, call, action, known), call, Answer.nothing()));
          try {
            change.make(known);
            return done;
          } catch (IOException e) {
            Answer failed =
                Answer.problem(500, "Not done", String.valueOf(e.getMessage()), new JsonObject());
            return tell(
                tx ->
                    repeats.corrected(audited(tx, call, action + "_failed", known), call, failed));
          }
        });
  }

  private Answer tell(Function<OperationsTransaction, Answer> change) {
    return Repeats.joined(gateway.desk().ask(change));
  }

  private OperationsTransaction audited(
      OperationsTransaction tx, Call call, String action, KnownCertificate known) {
    tx.audit(audit(call, action, known));
    return tx;
  }

  private AuditEntry.Draft audit(Call call, String action, KnownCertificate known) {
    return new AuditEntry.Draft(
        gateway.clock().instant(),
        call.caller().user(),
        action,
        known.sha256(),
        row(known).encode(),
        call.origin());
  }

  private JsonObject row(KnownCertificate known) {
    return CertificateView.row(known, gateway.clock().instant());
  }

  private interface Change {
    void make(KnownCertificate known) throws IOException;
  }

  private interface Look<T> {
    T at() throws IOException;
  }

  private static <T> T read(Look<T> look) {
    try {
      return look.at();
    } catch (IOException e) {
      throw new Refusal(500, "Unreadable", String.valueOf(e.getMessage()));
    }
  }
}
