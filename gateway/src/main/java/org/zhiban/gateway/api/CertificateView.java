package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.zhiban.drivers.ApplicationKey;
import org.zhiban.drivers.RefusedServer;
import org.zhiban.drivers.opcua.KnownCertificate;
import org.zhiban.drivers.opcua.KnownCertificate.Standing;

/** A certificate, as JSON. */
final class CertificateView {
  private CertificateView() {}

  static JsonObject row(KnownCertificate known, Instant now) {
    JsonArray refusals = new JsonArray();
    known.refusals().forEach(one -> refusals.add(refusal(one)));
    Instant end = known.certificate().getNotAfter().toInstant();
    return new JsonObject()
        .put("sha256", known.sha256())
        .put("sha1", known.sha1())
        .put("standing", known.standing().word())
        .put("subject", known.certificate().getSubjectX500Principal().getName())
        .put("issuer", known.certificate().getIssuerX500Principal().getName())
        .put("serial", known.certificate().getSerialNumber().toString(16))
        .put("valid_from", Times.text(known.certificate().getNotBefore().toInstant()))
        .put("valid_to", Times.text(end))
        .put("application_uri", known.applicationUri().orElse(null))
        .put("hosts", EquipmentView.array(known.hosts()))
        .put("authority", known.authority())
        .put(
            "ends_soon",
            known.standing() == Standing.OWN && now.isAfter(end.minus(ApplicationKey.WARNING)))
        .put("refusals", refusals);
  }

  private static JsonObject refusal(RefusedServer refused) {
    return new JsonObject()
        .put("connection", refused.connection())
        .put("at", Times.text(refused.at()))
        .put("reason", refused.reason())
        .put("words", refused.words());
  }
}
