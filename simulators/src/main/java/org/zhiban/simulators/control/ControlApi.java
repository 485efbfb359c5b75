package org.zhiban.simulators.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Scenario;
import org.zhiban.simulators.link.TwinAddress;
import org.zhiban.simulators.plant.ActiveFault;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.FaultKind;
import org.zhiban.simulators.plant.Plant;
import org.zhiban.simulators.plant.Snapshot;
import org.zhiban.simulators.scenario.Stage;

/** What each request means. */
final class ControlApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Plant plant;
  private final Stage stage;
  private final Map<String, TwinAddress> addresses;

  ControlApi(Plant plant, Stage stage, Map<String, TwinAddress> addresses) {
    this.plant = plant;
    this.stage = stage;
    this.addresses = addresses;
  }

  Reply answer(String method, String path, JsonNode body) {
    String[] parts = path.substring(1).split("/", -1);
    if (method.equals("OPTIONS")) {
      return Reply.noContent();
    }
    String resource = parts[0] + "/" + (parts.length - 1);
    return switch (method + " " + resource) {
      case "GET faults/0" -> Reply.ok(faults());
      case "POST faults/0" -> start(body);
      case "DELETE faults/1" -> end(parts[1]);
      case "GET points/0" -> Reply.ok(points());
      case "PUT points/2" -> force(parts[1], parts[2], body);
      case "DELETE points/2" -> release(parts[1], parts[2]);
      case "GET clock/0" -> Reply.ok(JSON.objectNode().put("speed", plant.speed()));
      case "POST clock/0" -> clock(body);
      case "GET twins/0" -> Reply.ok(twins());
      case "GET scenarios/0" -> Reply.ok(scenarios());
      case "POST scenarios/1" -> play(parts[1]);
      case "DELETE scenarios/0" -> {
        stage.stop();
        yield Reply.noContent();
      }
      default -> throw unknown(method, path, resource);
    };
  }

  private static ProblemException unknown(String method, String path, String resource) {
    boolean known =
        Set.of(
                "faults/0",
                "faults/1",
                "points/0",
                "points/2",
                "clock/0",
                "twins/0",
                "scenarios/0",
                "scenarios/1")
            .contains(resource);
    return new ProblemException(
        known ? 405 : 404,
        "there is no "
            + method
            + " "
            + path
            + "; there are GET and POST /faults, DELETE /faults/{id}, GET /points, PUT and DELETE"
            + " /points/{equipment}/{point}, GET and POST /clock, GET /twins, GET and DELETE"
            + " /scenarios, POST /scenarios/{id}");
  }

  private JsonNode faults() {
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("equipment");
    ObjectNode names = answer.putObject("names");
    for (EquipmentTwin twin : plant.twins().values()) {
      ObjectNode entry = list.addObject();
      entry.put("equipment", twin.equipment().id());
      entry.set("name", text(twin.equipment().name()));
      entry.put("class", twin.equipment().equipmentClass());
      ArrayNode own = entry.putArray("faults");
      for (FaultKind kind : twin.faultKinds()) {
        own.add(kind.name());
        names.set(kind.name(), text(kind.words()));
      }
    }
    ArrayNode active = answer.putArray("active");
    plant.faults().forEach(fault -> active.add(fault(fault)));
    return answer;
  }

  private static ObjectNode text(LocalizedText text) {
    return JSON.objectNode().put("zh", text.zh()).put("en", text.en());
  }

  private static ObjectNode fault(ActiveFault fault) {
    return JSON.objectNode()
        .put("id", fault.id())
        .put("equipment", fault.equipment())
        .put("fault", fault.fault())
        .put("since", fault.since().toString())
        .put("ends", fault.ends().map(Object::toString).orElse(null));
  }

  private Reply start(JsonNode body) {
    String equipment = textOf(body, "equipment");
    String fault = textOf(body, "fault");
    JsonNode lasts = body.path("for");
    Optional<Duration> duration =
        lasts.isMissingNode() || lasts.isNull()
            ? Optional.empty()
            : Optional.of(Durations.parse(lasts.asText()));
    return new Reply(201, fault(plant.start(equipment, fault, duration)));
  }

  private static String textOf(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual()) {
      throw new ProblemException(400, "the body needs \"" + field + "\", a text");
    }
    return value.asText();
  }

  private Reply end(String id) {
    if (!plant.end(id)) {
      throw new ProblemException(404, "no fault " + id + " is active; GET /faults lists them");
    }
    return Reply.noContent();
  }

  private Reply force(String equipment, String point, JsonNode body) {
    JsonNode value = body.path("value");
    Object held =
        switch (value.getNodeType()) {
          case NUMBER -> value.doubleValue();
          case BOOLEAN -> value.booleanValue();
          case STRING -> value.asText();
          default -> throw new ProblemException(400, "the body needs \"value\", a single value");
        };
    plant.force(equipment, point, held);
    ObjectNode answer = JSON.objectNode().put("equipment", equipment).put("point", point);
    answer.set("value", value);
    return Reply.ok(answer);
  }

  private Reply release(String equipment, String point) {
    if (!plant.release(equipment, point)) {
      throw new ProblemException(404, equipment + "/" + point + " is not held at a value");
    }
    return Reply.noContent();
  }

  private Reply clock(JsonNode body) {
    if (!body.path("speed").isNumber()) {
      throw new ProblemException(400, "the body needs \"speed\", a number");
    }
    plant.setSpeed(body.path("speed").doubleValue());
    return Reply.ok(JSON.objectNode().put("speed", plant.speed()));
  }

  private JsonNode scenarios() {
    ObjectNode answer = JSON.objectNode();
    ArrayNode list = answer.putArray("scenarios");
    stage
        .known()
        .forEach(
            (id, scenario) -> {
              ObjectNode entry = list.addObject().put("id", id);
              entry.set("name", text(scenario.name()));
              ArrayNode steps = entry.putArray("steps");
              for (Scenario.Step step : scenario.steps()) {
                steps
                    .addObject()
                    .put("at", step.at().toSeconds())
                    .put("equipment", step.equipment())
                    .put("fault", step.fault())
                    .put("for", step.lasts().map(Duration::toSeconds).orElse(null));
              }
            });
    answer.put("playing", stage.playing().orElse(null));
    return answer;
  }

  private Reply play(String id) {
    if (!stage.play(id)) {
      throw new ProblemException(
          404,
          "there is no scenario "
              + id
              + "; there are: "
              + String.join(", ", stage.known().keySet()));
    }
    return new Reply(201, JSON.objectNode().put("playing", id));
  }

  private JsonNode twins() {
    ObjectNode answer = JSON.objectNode();
    addresses.forEach((id, address) -> answer.put(id, address.text()));
    return answer;
  }

  private JsonNode points() {
    ObjectNode answer = JSON.objectNode();
    plant
        .twins()
        .forEach(
            (id, twin) -> {
              ObjectNode values = answer.putObject(id);
              Snapshot snapshot = twin.snapshot();
              for (int i = 0; i < twin.points().size(); i++) {
                PointSpec point = twin.points().get(i);
                double number = snapshot.numbers().get(i);
                switch (point.kind()) {
                  case ANALOG, COUNTER -> values.put(point.id(), number);
                  case BINARY -> values.put(point.id(), number != 0);
                  case MULTISTATE ->
                      values.put(point.id(), point.states().get((int) number).name());
                  case TEXT -> values.put(point.id(), snapshot.texts().get(i));
                  case EVENT -> {}
                }
              }
            });
    return answer;
  }
}
