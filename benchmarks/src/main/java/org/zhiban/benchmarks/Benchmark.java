package org.zhiban.benchmarks;

import java.util.List;

/** Measures something, and its yardstick in the same run. */
public interface Benchmark {
  /** Measures now, on this machine as it is. */
  List<Figure> measure() throws Exception;
}
