package org.zhiban.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Notice;

final class NoticeTextTest {
  private final NoticeText text = new NoticeText(new NotifySite().build());

  private static Alarm alarm(String id, boolean lifeSafety) {
    return Told.alarm(id, "pump", Priority.P1, lifeSafety);
  }

  @Test
  void it_says_what_where_since_when_and_what_to_do() {
    Notice notice = text.of(List.of(alarm("a", false)), 1, Told.T);

    assertThat(notice.text().lines())
        .containsExactly(
            "【P1 紧急】水泵 无水",
            "位置：B1",
            "时间：2026-11-21 03:12:00",
            "请处理并确认报警",
            "https://z.example.com/alarms/a");
  }

  @Test
  void a_later_step_says_how_long_nobody_has_acknowledged() {
    assertThat(text.of(List.of(alarm("a", true)), 3, Told.T.plusSeconds(185)).text())
        .contains("已 3 分钟 无人确认（第 3 次通知）", "涉及人身安全");
  }

  @Test
  void a_joint_message_names_twenty_and_counts_the_rest() {
    List<Alarm> alarms =
        IntStream.range(0, 23).mapToObj(number -> alarm("a" + number, false)).toList();
    Notice notice = text.of(alarms, 1, Told.T);

    assertThat(notice.title()).isEqualTo("【P1 紧急】23 条报警");
    assertThat(notice.text().lines()).hasSize(1 + 20 + 2).contains("另有 3 条");
    assertThat(notice.link()).contains("https://z.example.com/alarms");
    assertThat(notice.subjects()).hasSize(23);
  }

  @Test
  void what_stands_in_the_message_already_is_not_said_twice() {
    Alarm unknown = Told.alarm("a", "nowhere", Priority.P3, false);
    assertThat(text.of(List.of(unknown), 1, Told.T).title()).isEqualTo("【P3 一般】nowhere 无水");
  }
}
