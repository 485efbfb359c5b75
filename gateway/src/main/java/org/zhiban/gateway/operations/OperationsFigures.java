package org.zhiban.gateway.operations;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a copy of the operations holds, to be compared with what it is to hold.
 *
 * @param schema the version of its tables
 * @param rows of each table
 * @param audit whether its audit is what was written
 */
public record OperationsFigures(String schema, SortedMap<String, Long> rows, AuditProof audit) {
  public OperationsFigures {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }
}
