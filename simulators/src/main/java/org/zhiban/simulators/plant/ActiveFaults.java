package org.zhiban.simulators.plant;

import java.util.List;

/** The faults that are on at one equipment, the oldest first. */
public record ActiveFaults(List<ActiveFault> all) {
  /** Nothing is wrong. */
  public static final ActiveFaults NONE = new ActiveFaults(List.of());

  public ActiveFaults {
    all = List.copyOf(all);
  }

  public boolean has(String fault) {
    return all.stream().anyMatch(active -> active.fault().equals(fault));
  }

  /** Those of one name, the oldest first. */
  public List<ActiveFault> named(String fault) {
    return all.stream().filter(active -> active.fault().equals(fault)).toList();
  }
}
