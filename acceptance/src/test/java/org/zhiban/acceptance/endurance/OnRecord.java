package org.zhiban.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.zhiban.acceptance.Api;

/** Looks for each thing that was acknowledged. */
final class OnRecord {
  private OnRecord() {}

  /** All that a device was told that it is kept, once, and one order of its faults. */
  static void everythingOf(Machine machine, Api api) {
    String id = machine.id();
    assertThat(events(id, api)).as(id).containsExactlyInAnyOrderElementsOf(machine.events());
    assertThat(samples(id, api)).as(id).containsExactlyElementsOf(machine.samples());
    List<JsonNode> alarms = api.get("/alarms?state=all&equipment=" + id).items();
    assertThat(alarms).as("%s never left one alarm", id).hasSize(1);
    assertThat(alarms.getFirst().path("occurrences").asInt()).as(id).isEqualTo(machine.faults());
    Map<String, Long> steps =
        items(api.get("/alarms/" + alarms.getFirst().path("id").asText()).body().path("history"))
            .stream()
            .collect(
                Collectors.groupingBy(step -> step.path("action").asText(), Collectors.counting()));
    assertThat(steps)
        .as(id)
        .containsEntry("raised", 1L)
        .containsEntry("repeated", machine.faults() - 1L)
        .containsEntry("cleared", (long) machine.faults());
    List<JsonNode> made =
        all(api, "/work-orders?status=all&limit=500&equipment=" + id).stream()
            .filter(order -> order.path("source").asText().equals("alarm"))
            .toList();
    assertThat(made).as("one fault, one order").hasSize(1);
    assertThat(made.getFirst().path("occurrences").asInt()).as(id).isEqualTo(machine.faults());
  }

  private static List<String> events(String id, Api api) {
    return all(api, "/events?limit=500&equipment=" + id).stream()
        .map(event -> event.path("id").asText())
        .toList();
  }

  /** Every page of a list. */
  private static List<JsonNode> all(Api api, String path) {
    List<JsonNode> items = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = api.get(path + after).body();
      items.addAll(items(page.path("items")));
      if (page.path("next").isNull() || page.path("next").isMissingNode()) {
        return items;
      }
      after = "&after=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
    }
  }

  /** The good values in history, each with its own time, as it is answered. */
  private static List<String> samples(String id, Api api) {
    List<String> samples = new ArrayList<>();
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    while (true) {
      JsonNode page =
          api.get("/points/" + id + "/v/history?from=" + from + "&to=2100-01-01T00:00:00Z").body();
      for (JsonNode sample : items(page.path("samples"))) {
        Instant time = Instant.parse(sample.path("time").asText());
        from = time.plusMillis(1);
        if (sample.path("quality").asText().equals("good")) {
          samples.add(time + " " + sample.path("value").asInt());
        }
      }
      if (!page.path("truncated").asBoolean()) {
        return samples;
      }
    }
  }

  /** All that somebody at the desk was told that it is done, once. */
  static void ordersOf(Desk desk, Api api) {
    List<JsonNode> reports =
        all(api, "/work-orders?status=all&limit=500&equipment=m0").stream()
            .filter(order -> order.path("source").asText().equals("report"))
            .toList();
    assertThat(reports)
        .extracting(order -> order.path("id").asText())
        .containsExactlyInAnyOrderElementsOf(desk.done().keySet());
    desk.done()
        .forEach(
            (order, actions) ->
                assertThat(
                        items(api.get("/work-orders/" + order).body().path("history")).stream()
                            .map(step -> step.path("action").asText())
                            .filter(List.of("dispatch", "accept", "start")::contains))
                    .as(order)
                    .containsExactlyElementsOf(actions));
  }

  private static List<JsonNode> items(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false).toList();
  }
}
