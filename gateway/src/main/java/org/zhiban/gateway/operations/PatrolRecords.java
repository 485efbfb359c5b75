package org.zhiban.gateway.operations;

import org.zhiban.model.patrol.Walk;

/** What can be put on record about walks of routes. */
public interface PatrolRecords extends PatrolQueries {
  /** Adds a walk unless there is one of that route and time; says whether it did. */
  boolean add(Walk walk);

  /**
   * Saves what became of a walk, and its proofs.
   *
   * @throws IllegalArgumentException where it is not there
   */
  void save(Walk walk);

  /** Takes back a walk that nobody began; nothing happens where it is not there. */
  void remove(Walk walk);
}
