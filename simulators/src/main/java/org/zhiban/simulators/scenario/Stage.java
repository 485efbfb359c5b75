package org.zhiban.simulators.scenario;

import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.zhiban.model.site.Scenario;
import org.zhiban.simulators.plant.Plant;

/** The scenarios that a run of twins knows, and the one that is played; one at a time. */
public final class Stage {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Scenario> known;
  private final Plant plant;
  private final InstantSource clock;
  private Optional<Running> running = Optional.empty();

  private record Running(String id, Play play) {}

  public Stage(Plant plant, Map<String, Scenario> known, InstantSource clock) {
    this.plant = plant;
    this.known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
    this.clock = clock;
  }

  /** The list, by id. */
  public Map<String, Scenario> known() {
    return known;
  }

  /** Stops what is played, and begins another; false where the list has none of that id. */
  public boolean play(String id) {
    lock.lock();
    try {
      Scenario scenario = known.get(id);
      if (scenario == null) {
        return false;
      }
      stop();
      running = Optional.of(new Running(id, new Play(plant, scenario, clock.instant())));
      advance();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the faults of the play that are still on. */
  public void stop() {
    lock.lock();
    try {
      running.ifPresent(now -> now.play().stop());
      running = Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** The id of the play whose faults are on or still to come. */
  public Optional<String> playing() {
    lock.lock();
    try {
      return running.map(Running::id);
    } finally {
      lock.unlock();
    }
  }

  /** Starts what is due; called at every tick. */
  public void advance() {
    lock.lock();
    try {
      running.ifPresent(now -> now.play().advance(clock.instant()));
      if (running.filter(now -> now.play().over()).isPresent()) {
        running = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }
}
