package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests that are under way together on one line, and what came of each. */
final class Volley {
  private final AnswerGuard guard;
  private final List<Awaited> all = new ArrayList<>();
  private final Map<Awaited, byte[]> waiting = new LinkedHashMap<>();
  private final Map<Awaited, Exchanged> answered = new LinkedHashMap<>();

  Volley(AnswerGuard guard) {
    this.guard = guard;
  }

  /** Of several requests on a line that is not open the first tells why. */
  static List<Optional<Exchanged>> failed(int requests, Exchanged how) {
    List<Optional<Exchanged>> answers =
        new ArrayList<>(Collections.nCopies(requests, Optional.empty()));
    answers.set(0, Optional.of(how));
    return answers;
  }

  void sent(Awaited request) {
    all.add(request);
    waiting.put(request, guard.request());
  }

  boolean waits() {
    return !waiting.isEmpty();
  }

  /** Prepares for the next answer. */
  void expect(long by) throws IOException {
    guard.expectOne(waiting.keySet(), by);
  }

  void answered(Answer answer) {
    guard.concerned().ifPresent(request -> take(request, answer));
  }

  /** Nothing more comes: told of the request that it concerns, or of the one sent first. */
  void failed(Answer how) {
    guard
        .concerned()
        .filter(waiting::containsKey)
        .or(() -> waiting.keySet().stream().findFirst())
        .ifPresent(request -> take(request, how));
  }

  private void take(Awaited request, Answer answer) {
    byte[] sent = waiting.remove(request);
    if (sent != null) {
      answered.put(request, new Exchanged(answer, guard.frames().of(sent)));
    }
  }

  /** In the order in which they were asked. */
  List<Optional<Exchanged>> answers(int requests) {
    List<Optional<Exchanged>> answers =
        new ArrayList<>(Collections.nCopies(requests, Optional.empty()));
    for (int place = 0; place < all.size(); place++) {
      answers.set(place, Optional.ofNullable(answered.get(all.get(place))));
    }
    return answers;
  }
}
