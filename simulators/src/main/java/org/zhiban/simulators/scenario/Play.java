package org.zhiban.simulators.scenario;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.zhiban.model.site.Scenario;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.FaultKind;
import org.zhiban.simulators.plant.Plant;

/** A scenario while it is played. Calls come from one thread. */
public final class Play {
  private final Plant plant;
  private final Instant begun;
  private final Deque<Scenario.Step> toCome;
  private final List<String> started = new ArrayList<>();

  /** Begins at a moment; every step must fit the plant. */
  public Play(Plant plant, Scenario scenario, Instant begun) {
    List<Misfit> misfits = misfits(plant, scenario);
    if (!misfits.isEmpty()) {
      throw new IllegalArgumentException(misfits.getFirst().what());
    }
    this.plant = plant;
    this.begun = begun;
    this.toCome = new ArrayDeque<>(scenario.steps());
  }

  /** The steps that name an equipment which is not there, or a fault that it cannot express. */
  public static List<Misfit> misfits(Plant plant, Scenario scenario) {
    List<Misfit> misfits = new ArrayList<>();
    for (Scenario.Step step : scenario.steps()) {
      EquipmentTwin twin = plant.twins().get(step.equipment());
      if (twin == null) {
        misfits.add(
            new Misfit(
                step,
                step.equipment() + " has no point that a twin could live by",
                "one of: " + words(plant.twins().keySet())));
      } else if (known(twin).stream().noneMatch(step.fault()::equals)) {
        misfits.add(
            new Misfit(
                step,
                step.equipment() + " cannot show " + step.fault(),
                "it can show: " + words(known(twin))));
      }
    }
    return misfits;
  }

  private static List<String> known(EquipmentTwin twin) {
    return twin.faultKinds().stream().map(FaultKind::name).toList();
  }

  private static String words(Collection<String> words) {
    return String.join(", ", words);
  }

  /** Starts what is due. */
  public void advance(Instant now) {
    while (!toCome.isEmpty() && !begun.plus(toCome.getFirst().at()).isAfter(now)) {
      Scenario.Step step = toCome.removeFirst();
      started.add(plant.start(step.equipment(), step.fault(), step.lasts()).id());
    }
  }

  /** Whether every step has begun, and no fault of it is on. */
  public boolean over() {
    return toCome.isEmpty()
        && plant.faults().stream().noneMatch(fault -> started.contains(fault.id()));
  }

  /** Ends what it started and is still on, and starts no more. */
  public void stop() {
    toCome.clear();
    started.forEach(plant::end);
  }
}
