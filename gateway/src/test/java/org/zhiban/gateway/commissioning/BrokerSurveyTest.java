package org.zhiban.gateway.commissioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.mqtt.Arrival;
import org.zhiban.gateway.commissioning.TopicFindings.Payload;
import org.zhiban.gateway.commissioning.TopicFindings.Topic;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.Language;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointKind;

class BrokerSurveyTest {
  private static final Instant BEGUN = Instant.parse("2026-11-22T08:00:00Z");
  private static final String SITE =
      """
      site: { id: s, name: 站, timezone: Asia/Shanghai, language: zh }
      connections:
        bus: { type: mqtt, broker: "tcp://127.0.0.1:1883" }
      equipment:
        - { id: found, template: heard, name: 新设备, connection: bus }
      """;

  @TempDir Path folder;
  private final BrokerSurvey survey = new BrokerSurvey();

  private void hear(String topic, String payload, int second, boolean retained) {
    survey.add(
        new Arrival(
            topic,
            payload.getBytes(StandardCharsets.UTF_8),
            0,
            0,
            retained,
            BEGUN.plusSeconds(second)));
  }

  private TopicFindings found() {
    return survey.found(Duration.ofSeconds(60), 0);
  }

  private Topic only() {
    assertThat(found().topics()).hasSize(1);
    return found().topics().getFirst();
  }

  @Test
  void oneTopicWithManyPointsIsTakenApartWithTypesAndRanges() {
    hear(
        "b1/pump",
        "{\"p\":0.42,\"on\":true,\"m\":{\"t\":21},\"ts\":\"2026-11-22T16:00:00+08:00\"}",
        0,
        false);
    hear(
        "b1/pump",
        "{\"p\":0.45,\"on\":false,\"m\":{\"t\":22},\"ts\":\"2026-11-22T16:00:05+08:00\"}",
        5,
        false);
    Topic topic = only();

    assertThat(topic.payload()).isEqualTo(Payload.JSON);
    assertThat(topic.intervalS()).isEqualTo(5.0);
    assertThat(topic.event()).isFalse();
    assertThat(topic.time()).contains("/ts");
    assertThat(topic.fields())
        .extracting(
            field -> field.pointer() + " " + field.type() + " " + field.min() + " " + field.max())
        .containsExactly(
            "/m/t NUMBER 21.0 22.0",
            "/on BOOL null null",
            "/p NUMBER 0.42 0.45",
            "/ts TEXT null null");
  }

  @Test
  void theIntervalIsThatOfWhatCameLive() {
    hear("a", "1", 0, true);
    hear("a", "2", 10, false);
    hear("a", "3", 14, false);
    hear("a", "4", 18, false);
    assertThat(only().intervalS()).isEqualTo(4.0);
    assertThat(only().retained()).isEqualTo(1);
    assertThat(only().payload()).isEqualTo(Payload.NUMBER);
  }

  @Test
  void recordsWithAnIdentityAreEventsAndPersonsAreCovered() {
    for (int i = 0; i < 3; i++) {
      hear(
          "door/event",
          "{\"id\":\"e"
              + i
              + "\",\"type\":\"granted\",\"cred\":\"A0B1C2D"
              + i
              + "\",\"who\":\"13812345678\"}",
          i,
          false);
    }
    Topic topic = only();

    assertThat(topic.event()).isTrue();
    assertThat(FoundJson.of(found())).doesNotContain("A0B1C2D").doesNotContain("13812345678");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new TopicText(new PrintStream(printed, true, StandardCharsets.UTF_8), Language.EN)
        .print(found());
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("/cred  text  may name a person; covered")
        .contains("door/event  3 messages, every 1 s, json, records")
        .doesNotContain("A0B1C2D")
        .doesNotContain("13812345678");
  }

  @ParameterizedTest
  @CsvSource({
    "京A12345,true",
    "粤B·D12345,true",
    "310101199001011234,true",
    "13812345678,true",
    "closed,false",
    "42,false"
  })
  void aValueThatNamesAPersonIsCoveredWhateverItsField(String value, boolean covered) {
    hear("t", "{\"x\":\"" + value + "\"}", 0, false);
    assertThat(only().fields().getFirst().covered()).isEqualTo(covered);
  }

  @Test
  void whatIsNoJsonIsToldFromTextAndBytes() {
    hear("text", "open", 0, false);
    hear("empty", "", 0, false);
    survey.add(new Arrival("bytes", new byte[] {(byte) 0xff, 0, 1}, 0, 0, false, BEGUN));
    hear("broken", "{\"a\":", 0, false);
    assertThat(found().topics())
        .extracting(topic -> topic.topic() + " " + topic.payload())
        .containsExactly("broken TEXT", "bytes BINARY", "empty EMPTY", "text TEXT");
  }

  @Test
  void aFieldOfDifferentTypesIsNoPoint() throws IOException {
    hear("a", "{\"x\":1,\"y\":2}", 0, false);
    hear("a", "{\"x\":\"one\",\"y\":3}", 1, false);
    assertThat(only().fields().getFirst().type()).isEqualTo(TopicFindings.Type.MIXED);
    assertThat(points(TopicTemplate.of(found(), "heard", "here")))
        .extracting(PointSpec::id)
        .containsExactly("a_y");
  }

  @Test
  void whatCameBeyondTheBoundIsCounted() {
    for (int i = 0; i < BrokerSurvey.MOST_TOPICS + 3; i++) {
      hear("t/" + i, "1", 0, false);
    }
    assertThat(found().topics()).hasSize(BrokerSurvey.MOST_TOPICS);
    assertThat(found().leftOut()).isEqualTo(3);
  }

  private List<PointSpec> points(TemplateText template) throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(folder.resolve("site.yaml"), SITE);
    Files.writeString(folder.resolve("templates/heard.yaml"), template.toString());
    Loading loading = SiteLoader.load(folder, SecretSource.none());
    assertThat(loading.problems()).as(template.toString()).isEmpty();
    Site site = ((Loading.Loaded) loading).site();
    return List.copyOf(site.equipment().values().iterator().next().points().values());
  }

  @Test
  void theTemplateLoadsAsItIsAndReadsTheSamePlaces() throws IOException {
    hear(
        "b1/pump",
        "{\"p\":0.42,\"on\":true,\"ts\":1795334400,\"odd \\\"key\\\"~/\":1,\"none\":null}",
        0,
        true);
    hear("site/p ${x}", "21.5", 0, false);
    hear("b1/lamp", "true", 0, true);
    hear("$SYS/uptime", "1 seconds", 0, true);
    for (int i = 0; i < 2; i++) {
      hear(
          "door/event",
          "{\"id\":\"e" + i + "\",\"a\":{\"type\":\"x\"},\"b\":{\"type\":\"y\"},\"card\":\"c\"}",
          i,
          false);
    }
    List<PointSpec> points = points(TopicTemplate.of(found(), "heard", "tcp://127.0.0.1"));

    assertThat(points)
        .extracting(
            point ->
                point.kind() + " " + ((PointSource.Mqtt) point.source().orElseThrow()).pointer())
        .containsExactlyInAnyOrder(
            "BINARY ", "ANALOG /odd \"key\"~0~1", "BINARY /on", "ANALOG /p", "EVENT ", "ANALOG ");
    PointSpec event =
        points.stream().filter(point -> point.kind() == PointKind.EVENT).findFirst().orElseThrow();
    PointSource.Mqtt source = (PointSource.Mqtt) event.source().orElseThrow();
    assertThat(source.id()).contains("/id");
    assertThat(source.fields().values())
        .extracting(PointSource.EventField::pointer)
        .containsExactly("/a/type", "/b/type", "/card");
    assertThat(event.privateFields()).containsExactly("card");
    assertThat(points)
        .filteredOn(point -> point.id().startsWith("pump"))
        .allSatisfy(
            point ->
                assertThat(((PointSource.Mqtt) point.source().orElseThrow()).time())
                    .contains("/ts"));
  }
}
