package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.StoredAnswer;
import org.zhiban.gateway.workorders.ReportDesk;

/**
 * A change is done once: a repeat with the same {@code Idempotency-Key} answers as the first did.
 * The answer is saved in the transaction of the change, so a crash in between leaves both or
 * neither.
 */
final class Repeats {
  private final Running gateway;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  Repeats(Running gateway) {
    this.gateway = gateway;
  }

  /** What a change led to: the answer, and what is told once it is on disk. */
  record Done(Answer answer, List<Happening> told) {
    Done {
      told = List.copyOf(told);
    }

    Done(Answer answer, Happening... told) {
      this(answer, List.of(told));
    }
  }

  /** What is told of a report that was taken. */
  static List<Happening> told(ReportDesk.Taken.Recorded taken) {
    return taken.changed().stream().<Happening>map(Happening.OrderStep::new).toList();
  }

  /** Runs a change that is one transaction, or gives the answer that it had. */
  Answer once(Call call, Function<OperationsTransaction, Done> change) {
    return guarded(call, () -> asked(call.caller().user(), call, change));
  }

  /** The same for a change that is made only where a database that the site names answers. */
  Answer onceThere(Call call, Function<OperationsTransaction, Done> change) {
    return guarded(
        call,
        () -> {
          gateway.store().requireDatabase();
          return asked(call.caller().user(), call, change);
        });
  }

  /**
   * The same for somebody who is not signed in.
   *
   * @param user under whom the answer is kept
   * @param first asked of what was not answered before; refuses by throwing
   */
  Answer onceOf(
      String user, Call call, Runnable first, Function<OperationsTransaction, Done> change) {
    return guarded(
        user,
        call,
        () -> {
          first.run();
          gateway.store().requireDatabase();
          return asked(user, call, change);
        });
  }

  private Answer asked(String user, Call call, Function<OperationsTransaction, Done> change) {
    return joined(
            gateway
                .desk()
                .ask(
                    tx ->
                        earlier(tx, user, call)
                            .map(Done::new)
                            .orElseGet(() -> made(tx, user, call, change)),
                    done -> done.told.forEach(gateway.feed()::tell)))
        .answer;
  }

  private Done made(
      OperationsTransaction tx,
      String user,
      Call call,
      Function<OperationsTransaction, Done> change) {
    Done done = change.apply(tx);
    stored(user, call, done.answer).ifPresent(tx::save);
    return new Done(done.answer, done.told);
  }

  /**
   * Runs a change of another kind unless it was answered before; it saves its answer with {@link
   * #kept}.
   */
  Answer guarded(Call call, Supplier<Answer> change) {
    return guarded(call.caller().user(), call, change);
  }

  private Answer guarded(String user, Call call, Supplier<Answer> change) {
    Optional<String> name = call.header("Idempotency-Key").map(key -> user + "\n" + key);
    if (name.isPresent() && !underWay.add(name.get())) {
      throw new Refusal(409, "Under way", "the same change is being made; ask again in a moment");
    }
    try {
      // Asked while the name is held: the change of a repeat may have ended a moment ago.
      Optional<Answer> earlier = gateway.store().query(q -> earlier(q, user, call));
      return earlier.isPresent() ? earlier.get() : change.get();
    } finally {
      name.ifPresent(underWay::remove);
    }
  }

  private static Optional<Answer> earlier(OperationsQueries store, String user, Call call) {
    return call.header("Idempotency-Key")
        .flatMap(key -> store.answer(user, key))
        .map(
            stored -> {
              if (!stored.requestHash().equals(hash(call))) {
                throw new Refusal(
                    422,
                    "Key used",
                    "this Idempotency-Key was used for another change; take a new one");
              }
              JsonObject headers = new JsonObject(stored.headers());
              Map<String, String> named = new java.util.HashMap<>();
              headers.forEach(
                  header -> named.put(header.getKey(), String.valueOf(header.getValue())));
              return new Answer(
                  stored.status(),
                  Optional.of(stored.body()).filter(b -> !b.isEmpty()).map(JsonObject::new),
                  named);
            });
  }

  /** Saves the answer under the call's key and returns it. */
  Answer kept(OperationsTransaction tx, Call call, Answer answer) {
    stored(call.caller().user(), call, answer).ifPresent(tx::save);
    return answer;
  }

  /** Puts the answer in the place of one that was saved before the outcome was known. */
  Answer corrected(OperationsTransaction tx, Call call, Answer answer) {
    stored(call.caller().user(), call, answer).ifPresent(tx::replace);
    return answer;
  }

  private Optional<StoredAnswer> stored(String user, Call call, Answer answer) {
    return call.header("Idempotency-Key")
        .map(
            key ->
                new StoredAnswer(
                    user,
                    key,
                    hash(call),
                    answer.status(),
                    EquipmentView.object(answer.headers()).encode(),
                    answer.body().map(JsonObject::encode).orElse(""),
                    gateway.clock().instant()));
  }

  /** Waits for a change; its failure is the cause itself. */
  static <T> T joined(java.util.concurrent.CompletableFuture<T> change) {
    try {
      return change.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static String hash(Call call) {
    String request =
        call.context().request().method()
            + " "
            + call.context().request().path()
            + "\n"
            + call.body().encode();
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(request.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
