package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.telemetry.PointRef;

/** Access and plate events. */
interface EventStorage extends StoreUnderTest {
  private boolean keep(StoredEvent event, boolean lastWins) {
    return store().transact(tx -> tx.keep(event, lastWins));
  }

  private List<StoredEvent> all() {
    return page(Optional.empty(), Optional.empty(), Page.Request.FIRST).items();
  }

  private Page<StoredEvent> page(
      Optional<Instant> from, Optional<Instant> to, Page.Request request) {
    return store().query(q -> q.events(Optional.empty(), Optional.empty(), from, to, request));
  }

  @Test
  default void an_event_is_kept_once_by_point_and_id() {
    StoredEvent event = Given.event("e1", Given.T0, "沪A12345");
    StoredEvent again = Given.event("e1", Given.T0.plusSeconds(9), "沪B99999");
    assertThat(keep(event, false)).isTrue();
    assertThat(keep(again, false)).isFalse();
    reopened();
    assertThat(keep(event, false)).isFalse();
    assertThat(all()).containsExactly(event);
  }

  @Test
  default void where_the_last_wins_a_correction_replaces_and_a_repeat_changes_nothing() {
    StoredEvent event = Given.event("e1", Given.T0, "沪A12345");
    StoredEvent corrected = Given.event("e1", Given.T0, "沪A12346");
    assertThat(keep(event, true)).isTrue();
    assertThat(keep(event, true)).isFalse();
    assertThat(keep(corrected, true)).isTrue();
    assertThat(all()).containsExactly(corrected);
  }

  /** Its time is that of the receipt, another each time. */
  @Test
  default void a_repeat_of_an_event_without_a_time_of_its_own_changes_nothing() {
    StoredEvent event = withoutTime(Given.T0);
    assertThat(keep(event, true)).isTrue();
    assertThat(keep(withoutTime(Given.T0.plusSeconds(9)), true)).isFalse();
    reopened();
    assertThat(all()).containsExactly(event);
    StoredEvent right = Given.event("e1", Given.T0.minusSeconds(30), "沪A12345");
    assertThat(keep(right, true)).as("its time is a correction").isTrue();
    assertThat(all()).containsExactly(right);
  }

  private static StoredEvent withoutTime(Instant received) {
    StoredEvent given = Given.event("e1", received, "沪A12345");
    return new StoredEvent(
        given.point(),
        given.id(),
        given.type(),
        received,
        received,
        Optional.of(Instant.EPOCH.plusSeconds(47)),
        given.fields());
  }

  private List<StoredEvent> received(Instant from, Instant to) {
    return store().query(q -> q.eventsReceived(from, to));
  }

  @Test
  default void events_are_found_in_the_order_of_their_arrival() {
    StoredEvent first = Given.event("e2", Given.T0.plusSeconds(9), "沪A12345");
    StoredEvent second = Given.event("e1", Given.T0, "沪B99999");
    keep(first, false);
    keep(second, false);
    Instant begin =
        second.received().isBefore(first.received()) ? second.received() : first.received();
    Instant end = begin.plusSeconds(60);
    assertThat(received(begin, end)).containsExactly(first, second);
    assertThat(received(end, end.plusSeconds(60))).isEmpty();
  }

  @Test
  default void the_same_id_of_another_point_is_another_event() {
    StoredEvent event = Given.event("e1", Given.T0, "沪A12345");
    StoredEvent other =
        new StoredEvent(
            new PointRef("gate-s", "passage"),
            "e1",
            event.type(),
            event.time(),
            event.received(),
            event.told(),
            event.fields());
    assertThat(keep(event, false)).isTrue();
    assertThat(keep(other, false)).isTrue();
    assertThat(all()).containsExactly(other, event);
  }

  @Test
  default void events_are_listed_by_time_newest_first_and_page_by_page_each_once() {
    for (int i = 0; i < 5; i++) {
      keep(Given.event("e" + i, Given.T0.plusSeconds(i / 2), "沪A1234" + i), false);
    }
    Page<StoredEvent> first =
        page(Optional.empty(), Optional.empty(), new Page.Request(3, Optional.empty()));
    Page<StoredEvent> second =
        page(Optional.empty(), Optional.empty(), new Page.Request(3, first.next()));
    assertThat(first.items()).extracting(StoredEvent::id).containsExactly("e4", "e3", "e2");
    assertThat(second.items()).extracting(StoredEvent::id).containsExactly("e1", "e0");
    assertThat(second.next()).isEmpty();
    assertThat(
            page(
                    Optional.of(Given.T0.plusSeconds(1)),
                    Optional.of(Given.T0.plusSeconds(2)),
                    Page.Request.FIRST)
                .items())
        .extracting(StoredEvent::id)
        .containsExactly("e3", "e2");
  }

  @Test
  default void events_are_listed_by_equipment_and_type() {
    keep(Given.event("e1", Given.T0, "沪A12345"), false);
    assertThat(of("gate-n", "plate")).hasSize(1);
    assertThat(of("gate-s", "plate")).isEmpty();
    assertThat(of("gate-n", "access")).isEmpty();
  }

  private List<StoredEvent> of(String equipment, String type) {
    return store()
        .<Page<StoredEvent>>query(
            q ->
                q.events(
                    Optional.of(equipment),
                    Optional.of(type),
                    Optional.empty(),
                    Optional.empty(),
                    Page.Request.FIRST))
        .items();
  }

  private static StoredEvent hiding(String id, Instant received) {
    StoredEvent plain = Given.event(id, received.minusSeconds(1), "0f3a");
    return new StoredEvent(
        plain.point(),
        id,
        plain.type(),
        plain.time(),
        received,
        plain.told(),
        plain.fields(),
        Optional.of(new StoredEvent.Hidden(List.of("plate"), Optional.of("sealed " + id))));
  }

  private StoredEvent one(String id) {
    return store()
        .<Optional<StoredEvent>>query(q -> q.event(new PointRef("gate-n", "passage"), id))
        .orElseThrow();
  }

  /** First what it was, then also its hash; what is of nobody stays. */
  @Test
  default void private_fields_are_taken_out_when_their_time_is_over() {
    for (int day = 0; day < 4; day++) {
      keep(hiding("e" + day, Given.T0.plusSeconds(86_400L * day)), false);
    }
    keep(Given.event("plain", Given.T0, "none"), false);
    assertThat(one("e1")).isEqualTo(hiding("e1", Given.T0.plusSeconds(86_400)));

    Instant third = Given.T0.plusSeconds(86_400L * 3);
    assertThat(store().<Integer>transact(tx -> tx.forgetClearText(third, 2))).isEqualTo(2);
    assertThat(store().<Integer>transact(tx -> tx.forgetClearText(third, 2))).isEqualTo(1);
    assertThat(store().<Integer>transact(tx -> tx.forgetClearText(third, 2))).isZero();
    assertThat(one("e0").hidden().orElseThrow().clear()).isEmpty();
    assertThat(one("e0").fields()).containsEntry("plate", "0f3a");
    assertThat(one("e3").hidden().orElseThrow().clear()).contains("sealed e3");

    Instant second = Given.T0.plusSeconds(86_400L * 2);
    assertThat(store().<Integer>transact(tx -> tx.forgetPrivateFields(second, 10))).isEqualTo(2);
    assertThat(store().<Integer>transact(tx -> tx.forgetPrivateFields(second, 10))).isZero();
    assertThat(one("e0").hidden()).isEmpty();
    assertThat(one("e0").fields()).doesNotContainKey("plate").containsEntry("entered", true);
    assertThat(one("e2").fields()).containsEntry("plate", "0f3a");
    assertThat(one("plain").fields()).containsEntry("plate", "none");
  }
}
