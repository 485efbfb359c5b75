package org.zhiban.drivers;

import java.util.ArrayList;
import java.util.List;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;

/**
 * A connection and all points that are read through it. Points that are only written are left out.
 */
public record DrivenLink(Connection connection, List<DrivenPoint> points) {
  public DrivenLink {
    points = List.copyOf(points);
  }

  /** What a site reads through one of its connections. */
  public static DrivenLink of(Site site, PointIndex index, Connection connection) {
    List<DrivenPoint> points = new ArrayList<>();
    for (var equipment : site.equipmentOf(connection.id())) {
      for (var spec : equipment.points().values()) {
        if (spec.source().isPresent() && !spec.command()) {
          PointRef ref = new PointRef(equipment.id(), spec.id());
          points.add(new DrivenPoint(index.number(ref), ref, spec, equipment.unit()));
        }
      }
    }
    return new DrivenLink(connection, points);
  }
}
