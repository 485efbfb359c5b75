package org.zhiban.gateway.commissioning.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;

/**
 * A point on the sheet.
 *
 * @param source where its value comes from today
 * @param now what the gateway shows
 */
public record SheetLine(
    Equipment equipment,
    PointSpec point,
    String source,
    PointValue now,
    Optional<SignedReading> signed) {

  /** How far a line is. */
  public enum State {
    /** Nobody read it at the device yet. */
    OPEN,
    /** Read, and both agree. */
    AGREES,
    /** Read, and they differ. */
    DIFFERS,
    /** Its source was changed after it was signed. */
    READ_AGAIN;

    /** As the API says it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far the line is. */
  public State state() {
    if (signed.isEmpty()) {
      return State.OPEN;
    }
    if (!signed.get().source().equals(source)) {
      return State.READ_AGAIN;
    }
    return signed.get().within() ? State.AGREES : State.DIFFERS;
  }

  /** The lines of a site, in its order: every point whose value is read. */
  public static List<SheetLine> of(
      Site site, Function<PointRef, PointValue> now, List<SignedReading> signed) {
    Map<PointRef, SignedReading> byPoint =
        signed.stream().collect(Collectors.toMap(SignedReading::point, reading -> reading));
    List<SheetLine> lines = new ArrayList<>();
    for (Equipment equipment : site.equipment().values()) {
      for (PointSpec point : equipment.points().values()) {
        if (Comparison.applies(point)) {
          PointRef ref = new PointRef(equipment.id(), point.id());
          lines.add(
              new SheetLine(
                  equipment,
                  point,
                  SourceWords.of(equipment, point),
                  now.apply(ref),
                  Optional.ofNullable(byPoint.get(ref))));
        }
      }
    }
    return lines;
  }
}
