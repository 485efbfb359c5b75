package org.zhiban.gateway.operations;

/** What can be changed in what is on record of faults. */
public interface FaultRecords extends FaultQueries {
  /** Notes it, unless it is there. */
  void add(SelfCleared cleared);
}
