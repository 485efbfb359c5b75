package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * Hands notices from the client library's threads to the driver's; putting one in never blocks.
 * While the gateway cannot take more, values that were overtaken by a later one of the same node
 * make room; the latest of each node is always kept. No event overtakes another: more of them than
 * there is room for are lost, and counted.
 */
final class Notices {
  /** Events that may wait. */
  static final int MOST_EVENTS = 100_000;

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private List<Notice> queue = new ArrayList<>();
  private int values;
  private long overtaken;
  private int events;
  private long lostEvents;

  /**
   * Room for this many values before old ones are dropped.
   *
   * @param most well above the number of nodes
   */
  Notices(int most) {
    this.most = most;
  }

  void put(Notice notice) {
    lock.lock();
    try {
      if (notice instanceof Notice.Events more) {
        if (events + more.fields().size() > MOST_EVENTS) {
          lostEvents += more.fields().size();
          return;
        }
        events += more.fields().size();
      }
      queue.add(notice);
      if (notice instanceof Notice.Values more) {
        values += more.values().size();
        if (values > most) {
          conflate();
        }
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** All that waits, after waiting for the first no longer than said. */
  List<Notice> take(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (queue.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
      }
      List<Notice> taken = queue;
      queue = new ArrayList<>();
      values = 0;
      events = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many values were dropped since this was last asked. */
  long takeOvertaken() {
    lock.lock();
    try {
      long count = overtaken;
      overtaken = 0;
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** How many events found no room since this was last asked. */
  long takeLostEvents() {
    lock.lock();
    try {
      long count = lostEvents;
      lostEvents = 0;
      return count;
    } finally {
      lock.unlock();
    }
  }

  private void conflate() {
    List<Notice> kept = new ArrayList<>();
    Map<Group, Map<NodePoint, DataValue>> latest = new LinkedHashMap<>();
    int before = values;
    values = 0;
    for (Notice notice : queue) {
      if (notice instanceof Notice.Values run) {
        var nodes = latest.computeIfAbsent(run.group(), _ -> new LinkedHashMap<>());
        for (int i = 0; i < run.nodes().size(); i++) {
          nodes.put(run.nodes().get(i), run.values().get(i));
        }
      } else {
        flush(latest, kept);
        kept.add(notice);
      }
    }
    flush(latest, kept);
    queue = kept;
    overtaken += before - values;
  }

  private void flush(Map<Group, Map<NodePoint, DataValue>> latest, List<Notice> into) {
    latest.forEach(
        (group, nodes) -> {
          into.add(
              new Notice.Values(group, List.copyOf(nodes.keySet()), List.copyOf(nodes.values())));
          values += nodes.size();
        });
    latest.clear();
  }
}
