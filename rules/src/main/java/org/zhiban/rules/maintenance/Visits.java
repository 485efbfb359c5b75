package org.zhiban.rules.maintenance;

import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;

/** What a visit is called, and who makes it. */
public final class Visits {
  private Visits() {}

  /**
   * The contractor of the plan, or the person responsible for the equipment where he has the trade.
   */
  public static Optional<String> assignee(Site site, PlanSpec plan, Equipment equipment) {
    return plan.contractor()
        .or(
            () ->
                equipment
                    .owner()
                    .filter(
                        owner ->
                            Optional.ofNullable(site.staff().get(owner))
                                .filter(member -> member.trades().contains(plan.trade()))
                                .isPresent()));
  }

  /** {@code A座1号梯：半月保养}. */
  public static LocalizedText title(Equipment equipment, Level level) {
    LocalizedText words = words(level);
    return new LocalizedText(
        equipment.name().zh() + "：" + words.zh(), equipment.name().en() + ": " + words.en());
  }

  private static LocalizedText words(Level level) {
    return switch (level) {
      case DAILY -> new LocalizedText("日检", "daily check");
      case WEEKLY -> new LocalizedText("周检", "weekly check");
      case HALF_MONTHLY -> new LocalizedText("半月保养", "half-monthly maintenance");
      case MONTHLY -> new LocalizedText("月检", "monthly check");
      case QUARTERLY -> new LocalizedText("季度保养", "quarterly maintenance");
      case HALF_YEARLY -> new LocalizedText("半年保养", "half-yearly maintenance");
      case YEARLY -> new LocalizedText("年度保养", "yearly maintenance");
      case OVERHAUL -> new LocalizedText("大修", "overhaul");
      case CONTRACTOR -> new LocalizedText("分包维保", "contractor's maintenance");
      case EVENT -> new LocalizedText("事后检查", "check after an event");
    };
  }
}
