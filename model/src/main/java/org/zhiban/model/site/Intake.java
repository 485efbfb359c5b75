package org.zhiban.model.site;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/**
 * How faults are taken in and given away.
 *
 * @param urgentTriggers what makes a report urgent, by its words [R3]
 * @param emergencyPhone the number at which somebody answers day and night, as people dial it
 */
public record Intake(
    AutoDispatch autoDispatch,
    List<LocalizedText> urgentTriggers,
    Optional<String> emergencyPhone) {
  /** The four of the service standard [R3]. */
  public static final List<LocalizedText> TRIGGERS =
      List.of(
          new LocalizedText("爆管", "burst pipe"),
          new LocalizedText("电器冒烟", "smoke from an appliance"),
          new LocalizedText("突然停水停电", "water or power cut off"),
          new LocalizedText("客户特别要求", "the customer insists"));

  /** Where the site says nothing. */
  public static final Intake DEFAULT = new Intake(AutoDispatch.OFF, TRIGGERS, Optional.empty());

  public Intake {
    urgentTriggers = List.copyOf(urgentTriggers);
  }

  /** Which new orders are given to the first candidate without a person asking. */
  public enum AutoDispatch {
    /** None; what a plan or an owner says of a visit holds all the same. */
    OFF,
    /** Orders of alarms. */
    ALARMS,
    /** Visits for which neither the plan nor the equipment names anybody. */
    PLANS,
    /** All that the gateway opens by itself. What people report is triaged by people. */
    ALL
  }
}
