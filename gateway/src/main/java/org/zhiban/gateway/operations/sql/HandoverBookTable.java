package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.HandoverBookRecords;
import org.zhiban.gateway.operations.SignedPart;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;

/** The signatures of the handover book. */
record HandoverBookTable(Handle handle) implements HandoverBookRecords {
  /** All that is signed. */
  private record Content(HandoverShift shift, HandoverSignature signature) {}

  private static final TypeReference<Content> CONTENT = new TypeReference<>() {};

  private static final RowMapper<SignedPart> MAPPER = Row.mapper(HandoverBookTable::part);

  private static SignedPart part(Row row) throws SQLException {
    String text = row.text("content");
    String sha256 = row.text("sha256");
    Content content = Json.read(text, CONTENT);
    HandoverShift shift =
        new HandoverShift(
            row.date("day"), row.text("shift"), row.instant("from_at"), row.instant("ends_at"));
    boolean intact =
        sha256(text).equals(sha256)
            && shift.equals(content.shift())
            && row.text("person").equals(content.signature().person())
            && row.text("part").equals(content.signature().part().name())
            && row.instant("at").equals(content.signature().at());
    return new SignedPart(shift, content.signature(), sha256, intact);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public List<SignedPart> signatures(HandoverShift.Key page) {
    return handle
        .createQuery(
            "SELECT * FROM handover_signature WHERE day = :day AND shift = :shift ORDER BY part")
        .bind("day", page.day())
        .bind("shift", page.shift())
        .map(MAPPER)
        .list();
  }

  @Override
  public List<SignedPart> signatures(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT * FROM handover_signature WHERE ends_at >= :from AND ends_at < :to
            ORDER BY ends_at, day, shift, part
            """)
        .bind("from", from)
        .bind("to", to)
        .map(MAPPER)
        .list();
  }

  @Override
  public String add(HandoverShift shift, HandoverSignature signature) {
    String content = Json.write(new Content(shift, signature));
    String sha256 = sha256(content);
    handle
        .createUpdate(
            """
            INSERT INTO handover_signature (
              day, shift, part, from_at, ends_at, person, at, content, sha256)
            VALUES (:day, :shift, :part, :fromAt, :endsAt, :person, :at, :content, :sha256)
            """)
        .bind("day", shift.day())
        .bind("shift", shift.shift())
        .bind("part", signature.part())
        .bind("fromAt", shift.from())
        .bind("endsAt", shift.at())
        .bind("person", signature.person())
        .bind("at", signature.at())
        .bind("content", content)
        .bind("sha256", sha256)
        .execute();
    return sha256;
  }
}
