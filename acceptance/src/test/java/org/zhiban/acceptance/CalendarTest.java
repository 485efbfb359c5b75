package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visits in the calendar of a phone, which a foreign reader reads; links end when told. */
final class CalendarTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String LIFT = "A座1号梯, 东侧; 甲\\\\乙 —— 一部名字特别长的电梯，从地下二层直到三十二层，每站都停";

  @TempDir Path folder;

  @Test
  void visitsAreFetchedByLinksUntilTheseAreRevoked() throws Exception {
    Path site = QuickSite.in(folder);
    Path file = site.resolve("site.yaml");
    Files.writeString(
        file, Files.readString(file).replace("name: A座1号梯,", "name: \"" + LIFT + "\","));
    String secret;
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      Api stranger = Api.of(address + "/api/v1");
      Await.until(
          "the schedule", LONG, () -> !admin.get("/maintenance/occurrences").items().isEmpty());

      String all = admin.text("/maintenance/calendar.ics");
      assertThat(all.lines().map(line -> line.getBytes(StandardCharsets.UTF_8).length))
          .allMatch(octets -> octets <= 75);
      assertThat(all.replace("\r\n", "")).doesNotContain("\n");
      List<VEvent> events = events(all);
      Set<String> equipment =
          events.stream().map(CalendarTest::equipment).collect(Collectors.toSet());
      assertThat(equipment).contains("pump-b1", "lift-a1", "fire-1");
      assertThat(events.stream().map(event -> event.getUid().orElseThrow().getValue()))
          .doesNotHaveDuplicates();
      assertThat(stranger.get("/maintenance/calendar.ics").status()).isEqualTo(401);

      assertThat(admin.post("/maintenance/feeds", Map.of("equipment", "lift-a1")).status())
          .isEqualTo(201);
      String link = link(admin);
      List<VEvent> lift = events(stranger.text(link));
      assertThat(lift).isNotEmpty().allMatch(event -> equipment(event).equals("lift-a1"));
      VEvent night =
          lift.stream()
              .filter(event -> event.getDateTimeStart().getValue().contains("T"))
              .findFirst()
              .orElseThrow();
      assertThat(night.getSummary().getValue()).contains(LIFT.replace("\\\\", "\\")).contains("保养");
      assertThat(night.getDateTimeStart().getValue())
          .as("Shanghai's midnight")
          .endsWith("T160000Z");
      assertThat(night.getDateTimeEnd().getValue()).endsWith("T210000Z");
      assertThat(events(stranger.text(link + "&lang=en")))
          .anyMatch(event -> event.getSummary().getValue().contains(": "));
      assertThat(stranger.get(link.replaceAll(".$", "")).status()).isEqualTo(404);
      assertThat(stranger.get("/maintenance/calendar.ics?feed=x.y").status()).isEqualTo(404);

      ofPersons(address, admin, stranger);
      revoked(admin, stranger, link);
      secret = link.substring(link.indexOf('.', link.indexOf('=')) + 1);
      running.terminate();
    }
    assertThat(Files.readString(folder.resolve("data/operations.db"), StandardCharsets.ISO_8859_1))
        .as("the secret of a link is nowhere on the disk")
        .contains("calendar_issue")
        .doesNotContain(secret);
  }

  private static void ofPersons(String address, Api admin, Api stranger) throws Exception {
    assertThat(admin.put("/users/li-wei/password", Map.of("password", "password-of-li")).status())
        .isLessThan(300);
    Api technician = Api.signedIn(address, "li-wei", "password-of-li");
    assertThat(technician.post("/maintenance/feeds", Map.of("person", "li-wei")).status())
        .isEqualTo(201);
    List<VEvent> own = events(stranger.text(link(technician)));
    assertThat(own).isNotEmpty().allMatch(event -> equipment(event).equals("pump-b1"));
    for (Map<String, String> notHis :
        List.of(Map.of("person", "zhao-min"), Map.<String, String>of())) {
      assertThat(technician.post("/maintenance/feeds", notHis).status()).isEqualTo(403);
    }
    assertThat(technician.post("/maintenance/feeds", Map.of("person", "nobody")).status())
        .isEqualTo(400);
    assertThat(technician.get("/maintenance/feeds").items()).hasSize(1);
    JsonNode others =
        admin.get("/maintenance/feeds").items().stream()
            .filter(feed -> feed.path("owner").asText().equals("admin"))
            .findFirst()
            .orElseThrow();
    assertThat(
            technician
                .post("/maintenance/feeds/" + others.path("id").asText() + "/revoke", Map.of())
                .status())
        .isEqualTo(404);
    assertThat(admin.post("/maintenance/feeds", Map.of("person", "otis-sh")).status())
        .as("the contractor's own calendar")
        .isEqualTo(201);
  }

  private static void revoked(Api admin, Api stranger, String link) {
    String id = link.substring(link.indexOf('=') + 1, link.indexOf('.', link.indexOf('=')));
    assertThat(admin.post("/maintenance/feeds/" + id + "/revoke", Map.of()).status())
        .isEqualTo(200);
    assertThat(stranger.get(link).status()).isEqualTo(404);
    assertThat(admin.post("/maintenance/feeds/" + id + "/revoke", Map.of()).status())
        .isEqualTo(409);
    assertThat(admin.get("/audit?limit=2").items().getFirst().path("action").asText())
        .isEqualTo("calendar_revoke");
  }

  private static String link(Api api) {
    String path = api.get("/maintenance/feeds").items().getFirst().path("path").asText();
    assertThat(path).startsWith("/api/v1/maintenance/calendar.ics?feed=");
    return path.substring("/api/v1".length());
  }

  private static String uid(VEvent event) {
    return event.getUid().orElseThrow().getValue();
  }

  private static String equipment(VEvent event) {
    return uid(event).split("/")[2];
  }

  private static List<VEvent> events(String text) throws IOException, ParserException {
    return new CalendarBuilder().build(new StringReader(text)).getComponents("VEVENT");
  }
}
