package org.zhiban.gateway.config.shape;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/** Names of points in lists: {@code point}, or {@code equipment/point} for another's. */
public final class PointNames {
  private PointNames() {}

  /** What a point must be to serve. */
  public enum Need {
    NUMBER("a number (analog or counter)"),
    BINARY("binary"),
    STATE("binary or multistate"),
    HELD("a value that holds, not an event"),
    ANY("a point");

    private final String says;

    Need(String says) {
      this.says = says;
    }

    boolean serves(PointKind kind) {
      return switch (this) {
        case NUMBER -> kind.numeric();
        case BINARY -> kind == PointKind.BINARY;
        case STATE -> kind == PointKind.BINARY || kind == PointKind.MULTISTATE;
        case HELD -> kind != PointKind.EVENT;
        case ANY -> true;
      };
    }
  }

  /** The point that a name means in its equipment. */
  public static Leaf<PointRef> point(Need need) {
    return Leaf.judging(
        need == Need.ANY ? "a point" : "a point that is " + need.says,
        "write a point's id, or equipment/point for another equipment's",
        (scalar, reading) -> {
          PointRef ref = parse(scalar, reading);
          if (ref != null) {
            reading.later(() -> check(ref, need, scalar, reading));
          }
          return ref;
        });
  }

  /** The point that a name means, whether it exists or not; null after an error. */
  public static @Nullable PointRef parse(Node.Scalar scalar, Reading reading) {
    String text = scalar.text();
    int slash = text.indexOf('/');
    Optional<String> equipment =
        slash < 0 ? reading.scope().equipment() : Optional.of(text.substring(0, slash));
    String point = text.substring(slash + 1);
    if (equipment.isEmpty() || equipment.get().isEmpty() || point.isEmpty()) {
      reading.error(
          scalar,
          "'" + text + "' does not say whose point it is",
          "write equipment/point, or name the rule's equipment with 'equipment: …'");
      return null;
    }
    return new PointRef(equipment.get(), point);
  }

  private static void check(PointRef ref, Need need, Node.Scalar scalar, Reading reading) {
    found(ref, scalar, reading)
        .filter(spec -> !need.serves(spec.kind()))
        .ifPresent(
            spec ->
                reading.error(
                    scalar,
                    "point '"
                        + ref.point()
                        + "' is "
                        + Texts.article(spec.kind().name().toLowerCase(java.util.Locale.ROOT)),
                    "name a point that is " + need.says));
  }

  /** What is known of a point; an unknown one is an error at the name. */
  public static Optional<PointSpec> found(PointRef ref, Node.Scalar scalar, Reading reading) {
    Names names = reading.names();
    boolean own = reading.scope().equipment().filter(ref.equipment()::equals).isPresent();
    if (own && !reading.scope().unfilled() && !names.has(Kind.EQUIPMENT, ref.equipment())) {
      return Optional.empty();
    }
    if (!own && !names.has(Kind.EQUIPMENT, ref.equipment())) {
      reading.error(
          scalar,
          "there is no equipment '" + ref.equipment() + "'",
          Nearest.remedy(
              ref.equipment(), Kind.EQUIPMENT.candidatesAre(), names.all(Kind.EQUIPMENT)));
      return Optional.empty();
    }
    Map<String, Optional<PointSpec>> points = names.points(ref.equipment());
    if (names.unreadable().contains(ref.equipment())) {
      return Optional.empty();
    }
    if (!points.containsKey(ref.point())) {
      reading.error(
          scalar,
          own
              ? "there is no point '" + ref.point() + "' here"
              : "equipment '" + ref.equipment() + "' has no point '" + ref.point() + "'",
          Nearest.remedy(ref.point(), "its points are", points.keySet()));
      return Optional.empty();
    }
    return points.getOrDefault(ref.point(), Optional.empty());
  }
}
