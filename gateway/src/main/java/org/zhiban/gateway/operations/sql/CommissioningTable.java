package org.zhiban.gateway.operations.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.model.telemetry.PointRef;

/** The lines of the commissioning sheet that are signed. */
record CommissioningTable(Handle handle) {
  private static final RowMapper<SignedReading> MAPPER =
      Row.mapper(
          row ->
              new SignedReading(
                  new PointRef(row.text("equipment"), row.text("point")),
                  row.text("source"),
                  row.optionalText("shown"),
                  row.text("quality"),
                  row.optionalInstant("shown_at"),
                  row.text("entered"),
                  row.optionalText("tolerance"),
                  row.flag("within"),
                  row.text("remark"),
                  row.text("signed_by"),
                  row.instant("signed_at")));

  List<SignedReading> all() {
    return handle
        .createQuery("SELECT * FROM commissioning ORDER BY equipment, point")
        .map(MAPPER)
        .list();
  }

  /** The newest signature of a point takes the place of the one before. */
  void save(SignedReading reading) {
    handle
        .createUpdate(
            """
            INSERT INTO commissioning (
              equipment, point, source, shown, quality, shown_at, entered, tolerance, within,
              remark, signed_by, signed_at)
            VALUES (
              :equipment, :point, :source, :shown, :quality, :shownAt, :entered, :tolerance,
              :within, :remark, :signedBy, :signedAt)
            ON CONFLICT (equipment, point) DO UPDATE SET
              source = excluded.source, shown = excluded.shown, quality = excluded.quality,
              shown_at = excluded.shown_at, entered = excluded.entered,
              tolerance = excluded.tolerance, within = excluded.within,
              remark = excluded.remark, signed_by = excluded.signed_by,
              signed_at = excluded.signed_at
            """)
        .bind("equipment", reading.point().equipment())
        .bind("point", reading.point().point())
        .bind("source", reading.source())
        .bind("shown", reading.shown())
        .bind("quality", reading.quality())
        .bind("shownAt", reading.shownAt())
        .bind("entered", reading.entered())
        .bind("tolerance", reading.tolerance())
        .bind("within", reading.within())
        .bind("remark", reading.remark())
        .bind("signedBy", reading.signedBy())
        .bind("signedAt", reading.signedAt())
        .execute();
  }
}
