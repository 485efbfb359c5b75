package org.zhiban.gateway.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;

/**
 * The live feed. A watcher narrows it by {@code
 * {"type":"subscribe","topics":[...],"equipment":[...]}}; until then it hears everything. A watcher
 * that does not keep up misses point values in between, never the newest; one that stops reading is
 * cut off before it costs memory.
 */
final class LiveSocket {
  private static final long POINTS_EVERY_MILLIS = 200;
  private static final String NOTIFICATION = "notification";
  private static final int MOST_AHEAD = 1_000;
  private static final int LONGEST_MESSAGE = 16 * 1024;

  private final Running gateway;
  private final Guard guard;
  private final Vertx vertx;
  private final Context context;
  private final List<Watcher> watchers = new ArrayList<>();

  private static final class Watcher {
    private final ServerWebSocket socket;
    private final Caller caller;
    private Set<String> topics =
        Set.of(
            "point",
            "alarm",
            "work_order",
            "permit",
            "patrol",
            "handover",
            "notice",
            "connection",
            "event",
            "notification");
    private Set<String> equipment = Set.of();

    /** Points that changed while the socket was full. */
    private final Set<Integer> owed = new HashSet<>();

    /** Other messages that were written while the socket was full. */
    private int ahead;

    Watcher(ServerWebSocket socket, Caller caller) {
      this.socket = socket;
      this.caller = caller;
    }

    boolean wants(String topic, String ofEquipment) {
      return topics.contains(topic) && (equipment.isEmpty() || equipment.contains(ofEquipment));
    }
  }

  LiveSocket(Running gateway, Guard guard, Vertx vertx) {
    this.gateway = gateway;
    this.guard = guard;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    gateway.feed().watch(happening -> context.runOnContext(_ -> tell(happening)));
    vertx.setPeriodic(POINTS_EVERY_MILLIS, _ -> tellPoints());
  }

  void open(RoutingContext routing) {
    // Paused until it becomes a WebSocket: the session is looked up on another thread.
    routing.request().pause();
    vertx
        .executeBlocking(() -> guard.callerOf(routing.request()), false)
        .onFailure(routing::fail)
        .onSuccess(
            caller -> {
              if (caller.isEmpty()) {
                Failures.write(
                    routing,
                    Refusal.unauthorized(
                        "sign in first; the feed opens from a page of this gateway or with a"
                            + " token"));
                return;
              }
              routing
                  .request()
                  .toWebSocket()
                  .onSuccess(socket -> join(new Watcher(socket, caller.get())))
                  .onFailure(routing::fail);
            });
  }

  private void join(Watcher watcher) {
    watchers.add(watcher);
    watcher.socket.closeHandler(_ -> watchers.remove(watcher));
    watcher.socket.exceptionHandler(_ -> watchers.remove(watcher));
    watcher.socket.textMessageHandler(text -> heard(watcher, text));
  }

  private void heard(Watcher watcher, String text) {
    try {
      JsonObject message = new JsonObject(text.length() > LONGEST_MESSAGE ? "" : text);
      if (!"subscribe".equals(message.getString("type"))) {
        throw new DecodeException("type must be subscribe");
      }
      watcher.topics = words(message.getJsonArray("topics", new JsonArray()));
      watcher.equipment = words(message.getJsonArray("equipment", new JsonArray()));
      send(
          watcher,
          new JsonObject()
              .put("type", "subscribed")
              .put("topics", EquipmentView.array(watcher.topics)));
    } catch (DecodeException | ClassCastException _) {
      send(
          watcher,
          new JsonObject()
              .put("type", "error")
              .put(
                  "detail",
                  "send {\"type\":\"subscribe\",\"topics\":[\"point\",\"alarm\",\"work_order\",\"permit\",\"patrol\",\"handover\",\"connection\",\"event\",\"notification\"]}"));
    }
  }

  private static Set<String> words(JsonArray array) {
    Set<String> words = new HashSet<>();
    array.forEach(word -> words.add((String) word));
    return Set.copyOf(words);
  }

  private void tell(Happening happening) {
    switch (happening) {
      case Happening.AlarmStep(var change, var order) ->
          broadcast(
              "alarm",
              change.alarm().equipment(),
              new JsonObject()
                  .put("type", "alarm")
                  .put("change", change.kind().word())
                  .put(
                      "alarm",
                      AlarmView.row(
                          change.alarm(),
                          order.orElse(null),
                          gateway.permits().over(change.alarm().equipment()),
                          gateway.picture().place(change.alarm()))));
      case Happening.AlarmPlaced(var alarm, var equipment, var place) ->
          broadcast(
              "alarm",
              equipment,
              new JsonObject()
                  .put("type", "first_out")
                  .put("alarm", alarm)
                  .put("first_out", AlarmView.firstOut(place)));
      case Happening.FloodStep(var since) ->
          broadcast(
              "alarm",
              "",
              new JsonObject()
                  .put("type", "flood")
                  .put("since", since.map(Times::text).orElse(null)));
      case Happening.OrderStep(var order) ->
          broadcast(
              "work_order",
              order.equipment().orElse(""),
              new JsonObject()
                  .put("type", "work_order")
                  .put(
                      "work_order",
                      OrderView.row(
                          order, gateway.changes().running().site(), gateway.clock().instant())));
      case Happening.PermitStep(var permit) ->
          broadcast(
              "permit",
              permit.equipment().orElse(""),
              new JsonObject()
                  .put("type", "permit")
                  .put("permit", PermitRoutes.view(permit, gateway.clock().instant())));
      case Happening.NoticeStep(var notice) ->
          broadcast(
              "notice",
              "",
              new JsonObject().put("type", "notice").put("notice", NoticeRoutes.view(notice)));
      case Happening.WalkStep(var walk) ->
          broadcast(
              "patrol",
              "",
              new JsonObject()
                  .put("type", "patrol")
                  .put("walk", PatrolRoutes.view(walk, gateway.clock().instant())));
      case Happening.HandoverStep(var page) ->
          broadcast(
              "handover",
              "",
              new JsonObject().put("type", "handover").put("page", page.shift().key().id()));
      case Happening.LogWritten(var line) ->
          broadcast(
              "handover",
              "",
              new JsonObject().put("type", "control_log").put("line", HandoverBookView.line(line)));
      case Happening.LendingStep(var thing) ->
          broadcast("handover", "", new JsonObject().put("type", "lending").put("thing", thing));
      case Happening.StockStep(var part) ->
          broadcast("work_order", "", new JsonObject().put("type", "stock").put("part", part));
      case Happening.LinkStep(var status) ->
          broadcast(
              "connection",
              "",
              new JsonObject()
                  .put("type", "connection")
                  .put("connection", ConnectionView.row(gateway.site(), status)));
      case Happening.Event(var event) ->
          broadcast(
              "event",
              event.point().equipment(),
              new JsonObject()
                  .put("type", "event")
                  .put("event", EquipmentRoutes.event(event, false)));
      case Happening.Called(var delivery, var heard) -> {
        broadcast(
            NOTIFICATION,
            "",
            new JsonObject()
                .put("type", NOTIFICATION)
                .put("notification", NotificationView.row(delivery)));
        heard.accept((int) watchers.stream().filter(w -> w.topics.contains(NOTIFICATION)).count());
      }
    }
  }

  private void broadcast(String topic, String equipment, JsonObject message) {
    for (Watcher watcher : List.copyOf(watchers)) {
      if (watcher.topics.contains(topic)
          && (equipment.isEmpty() || watcher.wants(topic, equipment))) {
        send(watcher, message);
      }
    }
  }

  private void tellPoints() {
    List<Integer> changed = new ArrayList<>();
    gateway.board().drainChanged(changed::add);
    for (Watcher watcher : List.copyOf(watchers)) {
      for (int point : changed) {
        if (watcher.wants("point", gateway.index().ref(point).equipment())) {
          watcher.owed.add(point);
        }
      }
      if (!guard.holds(watcher.caller)) {
        watcher.socket.close((short) 4401, "the session has ended");
      } else if (!watcher.owed.isEmpty()
          && !watcher.socket.isClosed()
          && !watcher.socket.writeQueueFull()) {
        watcher.owed.forEach(point -> watcher.socket.writeTextMessage(point(point).encode()));
        watcher.owed.clear();
      }
    }
  }

  private JsonObject point(int number) {
    PointRef ref = gateway.index().ref(number);
    PointSpec spec = gateway.site().point(ref);
    PointValue value = gateway.board().get(number);
    return new JsonObject()
        .put("type", "point")
        .put("equipment", ref.equipment())
        .put("point", ref.point())
        .put("value", EquipmentView.typed(spec, value))
        .put("quality", value.quality().name().toLowerCase(java.util.Locale.ROOT))
        .put("reason", value.quality() == Quality.GOOD ? null : value.reason().word())
        .put("time", value.time() == 0 ? null : Times.millis(value.time()));
  }

  /** One that has just gone must not keep the others from hearing. */
  private static void send(Watcher watcher, JsonObject message) {
    if (watcher.socket.isClosed()) {
      return;
    }
    watcher.ahead = watcher.socket.writeQueueFull() ? watcher.ahead + 1 : 0;
    if (watcher.ahead > MOST_AHEAD) {
      watcher.socket.close(
          (short) 1013, "the feed is read too slowly; open it anew and read the lists again");
    } else {
      watcher.socket.writeTextMessage(message.encode());
    }
  }
}
