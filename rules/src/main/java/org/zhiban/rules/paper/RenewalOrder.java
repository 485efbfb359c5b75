package org.zhiban.rules.paper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.workorder.EquipmentTrade;
import org.zhiban.rules.workorder.OrderDraft;

/** The order to renew a certificate, which waits for whoever dispatches it. */
public final class RenewalOrder {
  private RenewalOrder() {}

  /** It is due when the certificate's last day ends, or has been. */
  public static OrderDraft of(Site site, Paper paper, Instant now) {
    Optional<Equipment> thing = Optional.ofNullable(site.equipment().get(paper.equipment()));
    Instant end = paper.validUntil().plusDays(1).atStartOfDay(site.zone()).toInstant();
    LocalizedText name = thing.map(Equipment::name).orElse(LocalizedText.same(paper.equipment()));
    return OrderDraft.of(
        new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.PLAN, now)
            .status(OrderStatus.TRIAGED)
            .equipment(Optional.of(paper.equipment()))
            .location(thing.flatMap(Equipment::location))
            .title(
                new LocalizedText(
                    "续办证书：%s %s（%s），有效期至 %s"
                        .formatted(name.zh(), paper.kind(), paper.number(), paper.validUntil()),
                    "Renew the certificate: %s %s (%s), valid until %s"
                        .formatted(name.en(), paper.kind(), paper.number(), paper.validUntil())))
            .trade(EquipmentTrade.of(site, thing))
            .clocks(List.of(Clock.started("resolve", 1, now, end.isAfter(now) ? end : now)))
            .build(),
        OrderDraft.MACHINE,
        Optional.of(paper.kind() + " " + paper.number() + " " + paper.validUntil()));
  }
}
