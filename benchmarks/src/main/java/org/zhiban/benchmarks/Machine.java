package org.zhiban.benchmarks;

/** Where the figures are from: without it they say nothing. */
record Machine(int processors, String system, String java) {

  /** This machine. */
  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.version().toString());
  }

  /** For people. */
  @Override
  public String toString() {
    return processors + " processors, " + system + ", Java " + java;
  }
}
