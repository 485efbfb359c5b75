package org.zhiban.gateway.operations;

/** What can be recorded of the samples that are kept with orders. */
public interface SampleRecords extends SampleQueries {
  /** Keeps them, once for an order: what is kept stays. */
  void keep(String workOrder, Kept samples);
}
