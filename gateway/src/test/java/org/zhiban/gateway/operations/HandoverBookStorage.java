package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;
import org.zhiban.model.handover.HandoverSignature.Part;
import org.zhiban.model.handover.LogLine;

/** The handover book and the log. */
interface HandoverBookStorage extends StoreUnderTest {
  private static HandoverShift shift() {
    Instant end = Given.T0.truncatedTo(ChronoUnit.MILLIS);
    return new HandoverShift(Given.DAY, "night", end.minus(Duration.ofHours(12)), end);
  }

  private static HandoverSignature signed(Part part, String person) {
    HandoverItem item =
        new HandoverItem(
            HandoverItem.Section.ORDER,
            "WX-20261121-001",
            new LocalizedText("漏水", "leak"),
            Optional.of("pump-b1"),
            Optional.of("on_hold"),
            Optional.of("li-wei"),
            Optional.of(Given.T0),
            Optional.empty(),
            true);
    return new HandoverSignature(
        part, person, Given.T0, "两把钥匙未还", List.of(item), Optional.of("M1 2 L3 4"));
  }

  @Test
  default void what_was_signed_comes_back_as_it_was_after_a_restart() {
    write(store(), tx -> tx.handoverBook().add(shift(), signed(Part.TAKEN, "he-lin")));
    write(store(), tx -> tx.handoverBook().add(shift(), signed(Part.LEFT, "qian-yu")));
    reopened();
    List<SignedPart> parts = listed(q -> q.handoverBook().signatures(shift().key()));
    assertThat(parts)
        .extracting(SignedPart::signature)
        .containsExactly(signed(Part.LEFT, "qian-yu"), signed(Part.TAKEN, "he-lin"));
    assertThat(parts).allMatch(SignedPart::intact).allMatch(it -> it.shift().equals(shift()));
    assertThat(parts).extracting(SignedPart::sha256).doesNotHaveDuplicates();
    Instant end = shift().at();
    assertThat(listed(q -> q.handoverBook().signatures(end, end.plusMillis(1)))).isEqualTo(parts);
    assertThat(listed(q -> q.handoverBook().signatures(end.minusMillis(1), end))).isEmpty();
  }

  @Test
  default void a_part_is_signed_once_and_nobody_signs_both() {
    write(store(), tx -> tx.handoverBook().add(shift(), signed(Part.LEFT, "qian-yu")));
    for (HandoverSignature again :
        List.of(signed(Part.LEFT, "he-lin"), signed(Part.TAKEN, "qian-yu"))) {
      assertThatThrownBy(() -> write(store(), tx -> tx.handoverBook().add(shift(), again)))
          .isInstanceOf(ChangeRefusedException.class);
    }
    assertThat(listed(q -> q.handoverBook().signatures(shift().key()))).hasSize(1);
  }

  @Test
  default void a_line_of_the_log_is_written_once() {
    LogLine one =
        new LogLine(1, Given.T0, Optional.empty(), "he-lin", "试铃正常", OptionalLong.empty());
    LogLine two =
        new LogLine(
            2,
            Given.T0.plusSeconds(9),
            Optional.of(Given.T0.minusSeconds(60)),
            "qian-yu",
            "试铃无声",
            OptionalLong.of(1));
    write(store(), tx -> tx.controlLog().add(one));
    write(store(), tx -> tx.controlLog().add(two));
    reopened();
    assertThat(found(q -> q.controlLog().last())).contains(two);
    assertThat(listed(q -> q.controlLog().between(one.at(), one.at()))).containsExactly(one);
    Page<LogLine> first =
        store().query(q -> q.controlLog().lines(new Page.Request(1, Optional.empty())));
    assertThat(first.items()).containsExactly(two);
    Page<LogLine> rest =
        store().query(q -> q.controlLog().lines(new Page.Request(1, first.next())));
    assertThat(rest.items()).containsExactly(one);
    assertThatThrownBy(() -> write(store(), tx -> tx.controlLog().add(one)))
        .isInstanceOf(ChangeRefusedException.class);
  }
}
