package org.zhiban.model.telemetry;

/** A point's name across the site: {@code pump-b1/outlet_pressure}. */
public record PointRef(String equipment, String point) implements Comparable<PointRef> {
  public PointRef {
    if (equipment.isEmpty() || point.isEmpty()) {
      throw new IllegalArgumentException(
          "a point needs an equipment and a name: " + equipment + "/" + point);
    }
  }

  @Override
  public int compareTo(PointRef other) {
    int byEquipment = equipment.compareTo(other.equipment);
    return byEquipment != 0 ? byEquipment : point.compareTo(other.point);
  }

  @Override
  public String toString() {
    return equipment + "/" + point;
  }
}
