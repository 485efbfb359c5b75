package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.notice.Notice;
import org.zhiban.model.notice.NoticeChange;
import org.zhiban.model.notice.NoticeState;
import org.zhiban.model.notice.NoticeText;

/** Notices to residents, and the numbers that are given once [N2]. */
interface NoticeStorage extends StoreUnderTest {
  Instant END = Given.T0.plus(Duration.ofHours(30));

  private static Notice notice(String id, NoticeState state, Optional<String> number) {
    return new Notice(
        id,
        1,
        new NoticeText(
            NoticeText.Kind.SUDDEN,
            NoticeText.Supply.WATER,
            "B座",
            "停水",
            Optional.of("no water"),
            Given.T0,
            END,
            Optional.of("爆管"),
            Optional.of("WX-1"),
            Optional.of("tank-yearly"),
            Optional.of("送水车")),
        state,
        number,
        Optional.empty(),
        "sun-jia",
        Given.T0,
        number.map(_ -> "wang-jl"),
        number.map(_ -> Given.T0),
        Optional.empty(),
        Optional.empty());
  }

  private static NoticeChange line(Notice notice) {
    return new NoticeChange(
        notice.id(),
        notice.version(),
        Given.T0,
        "sun-jia",
        "created",
        Optional.empty(),
        notice.state(),
        Optional.of("why"));
  }

  private void recorded(Notice notice) {
    write(store(), tx -> tx.notices().record(notice, line(notice)));
  }

  @Test
  default void a_notice_comes_back_as_it_was_with_its_history() {
    Notice draft = notice("a", NoticeState.DRAFT, Optional.empty());
    Notice told = notice("b", NoticeState.PUBLISHED, Optional.of("TZ-2026-001"));
    recorded(draft);
    recorded(told);
    reopened();
    assertThat(found(q -> q.notices().find("a"))).contains(draft);
    assertThat(listed(q -> q.notices().history("b"))).containsExactly(line(told));
    Page.Request all = new Page.Request(10, Optional.empty());
    assertThat(listed(q -> q.notices().list(Set.of(), all).items())).containsExactly(told, draft);
    assertThat(listed(q -> q.notices().list(Set.of(NoticeState.DRAFT), all).items()))
        .containsExactly(draft);
    assertThat(listed(q -> q.notices().told(END.minusMillis(1)))).containsExactly(told);
    assertThat(listed(q -> q.notices().told(END))).isEmpty();
    assertThat(listed(q -> q.notices().over(END.minusMillis(1)))).isEmpty();
    assertThat(listed(q -> q.notices().over(END))).containsExactly(told);
  }

  @Test
  default void a_number_and_a_step_are_there_once() {
    recorded(notice("a", NoticeState.APPROVED, Optional.of("TZ-2026-001")));
    assertThatThrownBy(
            () -> recorded(notice("b", NoticeState.APPROVED, Optional.of("TZ-2026-001"))))
        .as("the same number")
        .isNotNull();
    assertThatThrownBy(() -> recorded(notice("a", NoticeState.DRAFT, Optional.empty())))
        .as("the same step")
        .isNotNull();
    assertThat(store().<Integer>transact(tx -> tx.notices().nextNumber(2026))).isEqualTo(1);
    assertThat(store().<Integer>transact(tx -> tx.notices().nextNumber(2026))).isEqualTo(2);
    assertThat(store().<Integer>transact(tx -> tx.notices().nextNumber(2027))).isEqualTo(1);
  }
}
