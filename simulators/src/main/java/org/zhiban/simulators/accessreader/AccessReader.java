package org.zhiban.simulators.accessreader;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.ActiveFault;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/**
 * A door. People come by the hour, are let in by a card or out by the button, and pass. What breaks
 * in does so once a fault: with nobody let through shortly before.
 */
public final class AccessReader implements Behaviour {
  private static final String FORCED_OPEN = "forced_open";
  private static final String HELD_OPEN = "held_open";
  private static final String DENIED_BURST = "denied_burst";
  private static final String TAMPER = "tamper";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.ACCESS_READER,
          List.of(
              shownByAny(FORCED_OPEN, "强行开门", "Door forced", "door"),
              shownByAny(HELD_OPEN, "门未关", "Door held open", "contact"),
              shownByAny(DENIED_BURST, "连续刷卡被拒", "Denied again and again", "door"),
              shownByAny(TAMPER, "防拆报警", "Housing opened", "tamper", "door")),
          AccessReader::new);

  /** People an hour at a busy door. */
  private static final DayCurve PEOPLE = new DayCurve(5, 2, 2, 12, 55, 35, 25, 30, 22, 45, 60, 25);

  /** Seconds on the clock without anybody let through, before a door is forced. */
  private static final double QUIET = 12;

  /** Seconds on the clock between two ordinary refusals, so that they are never a burst. */
  private static final double BETWEEN_DENIALS = 110;

  private static final int BURST = 6;

  private final Setting setting;
  private final double busyness;
  private final Set<String> begun = new HashSet<>();
  private final double battery;
  private double untilVisit;
  private double untilOpening = Double.POSITIVE_INFINITY;
  private double untilShut = Double.POSITIVE_INFINITY;
  private double sinceLetThrough = 1000;
  private double sinceDenial = 1000;
  private double untilDenial;
  private int denialsLeft;
  private boolean forcing;
  private boolean open;
  private long sequence;

  private AccessReader(Setting setting) {
    this.setting = setting;
    busyness = setting.between(0.4, 1);
    battery = setting.normal("battery", setting.between(13.1, 13.6));
    untilVisit = setting.between(5, 60);
  }

  @Override
  public void step(Step step, Readings readings) {
    untilVisit -= step.seconds();
    untilOpening -= step.seconds();
    untilShut -= step.seconds();
    sinceLetThrough += step.seconds();
    sinceDenial += step.seconds();
    untilDenial -= step.seconds();
    beginFaults(step, readings);
    force(step, readings);
    burst(step, readings);
    pass(step, readings);
    report(step, readings);
  }

  @Override
  public boolean midway() {
    return open || untilOpening < Double.POSITIVE_INFINITY;
  }

  private void beginFaults(Step step, Readings readings) {
    for (ActiveFault fault : step.faults().all()) {
      if (begun.add(fault.id())) {
        switch (fault.fault()) {
          case FORCED_OPEN -> forcing = true;
          case HELD_OPEN -> letIn(readings);
          case DENIED_BURST -> denialsLeft = BURST;
          case TAMPER -> event(readings, "tamper", null);
          default -> {}
        }
      }
    }
  }

  /** Waits for a shut door and a quiet while, then opens without leave. */
  private void force(Step step, Readings readings) {
    boolean passing = open || untilOpening < Double.POSITIVE_INFINITY;
    if (forcing && !passing && sinceLetThrough > step.visible(QUIET)) {
      forcing = false;
      opens(readings, step.visible(6));
    }
  }

  private void burst(Step step, Readings readings) {
    if (denialsLeft > 0 && untilDenial <= 0) {
      denialsLeft--;
      sinceDenial = 0;
      untilDenial = step.visible(2.5);
      event(readings, "denied", "04FFFFFF");
    }
  }

  private void pass(Step step, Readings readings) {
    boolean troubled = forcing || denialsLeft > 0 || step.has(FORCED_OPEN) || step.has(HELD_OPEN);
    if (untilVisit <= 0) {
      double gap = -Math.log(1 - setting.random().nextDouble()) * 3600;
      untilVisit = Math.max(gap / (busyness * PEOPLE.at(step.hour())), 12);
      if (!troubled && !open && untilOpening == Double.POSITIVE_INFINITY) {
        visit(step, readings);
      }
    }
    if (untilOpening <= 0) {
      untilOpening = Double.POSITIVE_INFINITY;
      opens(readings, setting.between(3, 7));
    }
    if (untilShut <= 0 && !step.has(HELD_OPEN)) {
      untilShut = Double.POSITIVE_INFINITY;
      open = false;
      event(readings, "closed", null);
    }
  }

  private void visit(Step step, Readings readings) {
    boolean refused = setting.random().nextDouble() < 0.03;
    if (!refused) {
      letIn(readings);
    } else if (sinceDenial > step.visible(BETWEEN_DENIALS)) {
      sinceDenial = 0;
      event(readings, setting.random().nextBoolean() ? "denied" : "unknown_card", card());
    }
  }

  private void letIn(Readings readings) {
    sinceLetThrough = 0;
    if (setting.random().nextDouble() < 0.6) {
      event(readings, "granted", card());
    } else {
      event(readings, "rex", null);
    }
    if (!open) {
      untilOpening = setting.between(0.8, 2);
    }
  }

  private void opens(Readings readings, double seconds) {
    open = true;
    untilShut = seconds;
    event(readings, "opened", null);
  }

  private String card() {
    return String.format(Locale.ROOT, "04%06X", 0xA10000 + setting.random().nextInt(48));
  }

  private void event(Readings readings, String type, @Nullable String cred) {
    sequence++;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", type);
    if (cred != null) {
      fields.put("cred", cred);
    }
    fields.put("seq", sequence);
    fields.put("door", setting.equipment().id());
    readings.event("door", fields);
  }

  private void report(Step step, Readings readings) {
    readings.flag("online", true);
    readings.state("contact", open ? "open" : "closed");
    boolean unlocked = untilOpening < Double.POSITIVE_INFINITY || open;
    readings.state("lock", unlocked ? "unlocked" : "locked");
    readings.flag("rex", false);
    readings.flag("tamper", step.has(TAMPER));
    readings.flag("mains", true);
    readings.number("battery", battery);
    readings.flag("fire_release", false);
    readings.flag("free_access", false);
  }
}
