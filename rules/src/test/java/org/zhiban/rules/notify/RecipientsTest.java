package org.zhiban.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.staff.Role;

final class RecipientsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-20T19:12:00Z");

  private static NotifySite site() {
    return new NotifySite()
        .channel("chat", "wecom")
        .channel("voice", "voice_gateway")
        .channel("sms", "sms_gateway")
        .channel("duty-line", "voice_gateway", "400-1", "400-2")
        .off("other-group", "feishu")
        .person("day-op", Role.OPERATOR, "day", "138")
        .person("night-op", Role.OPERATOR, "night", "139")
        .person("boss", Role.MANAGER, "", "137")
        .person("mute", Role.SUPERVISOR, "", "");
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "wall, P1, wall",
    "chat, P1, chat",
    "other-group, P1, ''",
    "duty-line, P3, duty-line/#1 duty-line/#2",
    "sms, P1, sms",
    "boss, P1, sms/boss voice/boss duty-line/boss",
    "manager, P2, sms/boss",
    "supervisor, P1, wall/supervisor",
    "mute, P1, wall/mute",
    "approver, P1, wall/approver"
  })
  void a_name_means_a_channel_or_people(String name, Priority priority, String expected) {
    assertThat(of(site(), priority, NOON, name)).isEqualTo(expected);
  }

  @Test
  void of_a_role_those_on_shift_are_called_and_all_where_nobody_is() {
    assertThat(of(site(), Priority.P2, NOON, "operator")).isEqualTo("sms/day-op");
    assertThat(of(site(), Priority.P2, NIGHT, "operator")).isEqualTo("sms/night-op");
    NotifySite days =
        new NotifySite()
            .channel("sms", "sms_gateway")
            .person("one", Role.OPERATOR, "day", "1")
            .person("two", Role.OPERATOR, "day", "2")
            .person("silent", Role.OPERATOR, "night", "");
    assertThat(of(days, Priority.P2, NIGHT, "operator"))
        .as("somebody must hear it")
        .isEqualTo("sms/one sms/two");
  }

  @Test
  void where_the_site_cannot_text_it_calls_and_where_it_can_do_neither_the_wall_does() {
    NotifySite voiceOnly =
        new NotifySite().channel("voice", "voice_gateway").person("b", Role.MANAGER, "", "1");
    NotifySite neither = new NotifySite().person("b", Role.MANAGER, "", "1");

    assertThat(of(voiceOnly, Priority.P3, NOON, "manager")).isEqualTo("voice/b");
    assertThat(of(neither, Priority.P1, NOON, "manager")).isEqualTo("wall/manager");
  }

  @Test
  void of_a_roster_the_one_on_duty_is_called_whatever_the_shift() {
    NotifySite site =
        site()
            .roster(
                new Roster(
                    "lift-duty",
                    Roster.Turns.DAILY,
                    LocalDate.of(2026, 11, 20),
                    LocalTime.of(8, 0),
                    List.of("day-op", "night-op"),
                    List.of(
                        new Roster.Substitution(
                            LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 22), "mute")),
                    new SourcePosition("site.yaml", 1, 1)));

    assertThat(of(site, Priority.P2, NIGHT, "lift-duty")).isEqualTo("sms/day-op");
    assertThat(of(site, Priority.P2, NOON, "lift-duty")).isEqualTo("sms/night-op");
    assertThat(of(site, Priority.P1, NOON, "lift-duty", "night-op"))
        .isEqualTo("sms/night-op voice/night-op duty-line/night-op");
    assertThat(of(site, Priority.P1, NOON.plus(Duration.ofDays(1)), "lift-duty"))
        .as("who stands in has no number")
        .isEqualTo("wall/mute");
  }

  @Test
  void nobody_is_told_twice_by_one_step() {
    assertThat(of(site(), Priority.P2, NOON, "manager", "boss", "chat", "chat"))
        .isEqualTo("sms/boss chat");
  }

  private static String of(NotifySite site, Priority priority, Instant now, String... names) {
    List<Recipients.Addressee> found =
        new Recipients(site.build()).of(Arrays.asList(names), priority, now);
    return String.join(
        " ",
        found.stream()
            .map(one -> one.channel() + one.recipient().map(to -> "/" + to).orElse(""))
            .toList());
  }
}
