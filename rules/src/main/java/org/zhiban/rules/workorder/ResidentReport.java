package org.zhiban.rules.workorder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.label.Label;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** What somebody reports by a label, without an account [R1] [R3] [R30]. */
public final class ResidentReport {
  /** Whoever reports by a label; nobody of a site has such an id. */
  public static final String RESIDENT = "resident@label";

  private static final String LIFT = "elevator";

  private ResidentReport() {}

  /** Whether people can be shut in what the label hangs on. */
  public static boolean lift(Site site, Label label) {
    return equipment(site, label).filter(it -> it.equipmentClass().equals(LIFT)).isPresent();
  }

  private static Optional<Equipment> equipment(Site site, Label label) {
    return label.equipment().map(id -> site.equipment().get(id));
  }

  /**
   * The report as it is taken. A stranger knows no trades: it is the equipment's own.
   *
   * @param kept what stands in the order
   * @param trapped whether people are shut in; only of a lift
   */
  public static Reception.Told told(
      Site site, Label label, OrderReport said, Map<String, String> kept, boolean trapped) {
    HandReport report =
        new HandReport(
            label.equipment(),
            label.place(),
            said.content(),
            said.trigger().isPresent() ? Urgency.URGENT : Urgency.NORMAL,
            Severity.MINOR,
            EquipmentTrade.of(site, equipment(site, label)),
            kept);
    return new Reception.Told(
        report,
        said.reportedAt(),
        trapped && lift(site, label),
        said.trigger().isPresent()
            ? new Reception.Wish.AsUsual()
            : new Reception.Wish.WhateverTrade());
  }

  /** The faults among the open orders that concern what the label hangs on. */
  public static List<WorkOrder> onRecord(Label label, List<WorkOrder> open) {
    return open.stream()
        .filter(order -> order.status().open() && order.source() != OrderSource.PLAN)
        .filter(order -> order.concern().isEmpty())
        .filter(
            order ->
                label.equipment().isPresent()
                    ? order.equipment().equals(label.equipment())
                    : order.equipment().isEmpty() && order.location().equals(label.place()))
        .toList();
  }
}
