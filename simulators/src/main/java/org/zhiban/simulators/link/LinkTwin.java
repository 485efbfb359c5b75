package org.zhiban.simulators.link;

/** Stands in for one connection of a site until it is closed. */
public interface LinkTwin extends AutoCloseable {
  TwinAddress address();

  /** The plant has new values; called after every step, must not block. */
  default void refresh() {}

  @Override
  void close();
}
