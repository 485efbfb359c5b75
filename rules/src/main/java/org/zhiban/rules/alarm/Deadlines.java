package org.zhiban.rules.alarm;

import java.util.Arrays;
import org.zhiban.rules.alarm.kind.Signal;

/** When each rule is to be woken, the earliest first: an indexed binary heap over plain arrays. */
final class Deadlines {
  private static final int ABSENT = -1;

  private final long[] times;
  private final int[] heap;
  private final int[] places;
  private int size;

  Deadlines(int rules) {
    times = new long[rules];
    heap = new int[rules];
    places = new int[rules];
    Arrays.fill(times, Signal.NEVER);
    Arrays.fill(places, ABSENT);
  }

  /** The earliest; {@link Signal#NEVER} where there is none. */
  long earliest() {
    return size == 0 ? Signal.NEVER : times[heap[0]];
  }

  /** Whose the earliest is; of equal ones the lowest rule's. */
  int next() {
    return heap[0];
  }

  long of(int rule) {
    return times[rule];
  }

  void set(int rule, long time) {
    if (times[rule] == time) {
      return;
    }
    times[rule] = time;
    if (time == Signal.NEVER) {
      remove(rule);
    } else if (places[rule] == ABSENT) {
      place(rule, size++);
      rise(places[rule]);
    } else {
      rise(places[rule]);
      sink(places[rule]);
    }
  }

  private void remove(int rule) {
    int gap = places[rule];
    if (gap == ABSENT) {
      return;
    }
    places[rule] = ABSENT;
    int last = heap[--size];
    if (last != rule) {
      place(last, gap);
      rise(gap);
      sink(places[last]);
    }
  }

  private void rise(int from) {
    int at = from;
    int rule = heap[at];
    while (at > 0 && before(rule, heap[(at - 1) / 2])) {
      place(heap[(at - 1) / 2], at);
      at = (at - 1) / 2;
    }
    place(rule, at);
  }

  private void sink(int from) {
    int at = from;
    int rule = heap[at];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], rule)) {
        break;
      }
      place(heap[child], at);
      at = child;
    }
    place(rule, at);
  }

  private boolean before(int a, int b) {
    return times[a] < times[b] || (times[a] == times[b] && a < b);
  }

  private void place(int rule, int at) {
    heap[at] = rule;
    places[rule] = at;
  }
}
