package org.zhiban.acceptance.endurance;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.zhiban.acceptance.Api;

/**
 * Somebody at the desk who reports, dispatches and accepts orders, and repeats each call under its
 * own key until it is answered.
 */
final class Desk implements Runnable {
  private static final long REST_NANOS = 50_000_000;
  private static final int TRIES = 3_000;

  private final Supplier<Api> signIn;
  private final String equipment;
  private volatile boolean stopping;
  private volatile boolean abandoned;
  private final AtomicInteger answered = new AtomicInteger();

  /** By order, what was answered with success. */
  private final Map<String, List<String>> done = new LinkedHashMap<>();

  /**
   * Somebody who comes to work when {@link #run} is called.
   *
   * @param signIn of a gateway that is ready
   */
  Desk(Supplier<Api> signIn, String equipment) {
    this.signIn = signIn;
    this.equipment = equipment;
  }

  /** It ends wherever it is. */
  void abandon() {
    abandoned = true;
    stopping = true;
  }

  void stop() {
    stopping = true;
  }

  int answeredSoFar() {
    return answered.get();
  }

  /** Once it has ended: by order, the actions that were answered with success, in turn. */
  Map<String, List<String>> done() {
    return done;
  }

  @Override
  public void run() {
    Api api = signIn.get();
    while (!stopping) {
      Api.Reply reported =
          untilAnswered(
              api,
              "/work-orders",
              Map.of("equipment", equipment, "content", "report " + done.size()));
      expect(reported, 201);
      String order = reported.body().path("id").asText();
      List<String> actions = new ArrayList<>();
      if (done.put(order, actions) != null) {
        throw new AssertionError("two reports are one order: " + order);
      }
      act(api, order, "dispatch", Map.of("assignee", "li-wei"), actions);
      act(api, order, "accept", Map.of(), actions);
      act(api, order, "start", Map.of(), actions);
    }
  }

  private void act(
      Api api, String order, String action, Map<String, ?> fields, List<String> actions) {
    expect(untilAnswered(api, "/work-orders/" + order + "/" + action, fields), 200);
    actions.add(action);
    answered.incrementAndGet();
  }

  private static void expect(Api.Reply reply, int status) {
    if (reply.status() != status) {
      throw new AssertionError(reply.toString());
    }
  }

  private Api.Reply untilAnswered(Api api, String path, Map<String, ?> body) {
    String key = UUID.randomUUID().toString();
    for (int attempt = 0; attempt < TRIES && !abandoned; attempt++) {
      try {
        Api.Reply reply = api.postOnce(path, body, key);
        if (reply.status() < 500) {
          return reply;
        }
      } catch (UncheckedIOException _) {
        // killed: the same call again, under the same key
      }
      LockSupport.parkNanos(REST_NANOS);
    }
    throw new AssertionError("never answered: " + path);
  }
}
