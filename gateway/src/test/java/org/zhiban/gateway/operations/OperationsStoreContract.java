package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.alarm.Alarm;

/** What every operations store must hold to; each implementation extends this. */
public abstract class OperationsStoreContract
    implements AlarmStorage,
        OrderStorage,
        OrderLinkStorage,
        FaultStorage,
        ScheduleStorage,
        EventStorage,
        AccountStorage,
        CommissioningStorage,
        PermitStorage,
        CorrectiveStorage,
        CostStorage,
        HandoverBookStorage,
        LendingStorage,
        MeterStorage,
        StockStorage,
        VisitStorage,
        AttachmentStorage,
        FeedStorage,
        LabelStorage,
        NoticeStorage,
        FigureStorage,
        DispatchStorage,
        ReportStorage,
        SampleStorage,
        PaperStorage,
        PatrolStorage,
        PeriodReportStorage,
        NotificationStorage {
  @TempDir protected Path folder;
  private OperationsStore store;

  /** Opens the store that the folder holds, or a new one. */
  protected abstract OperationsStore open(Path folder);

  @BeforeEach
  void openStore() {
    store = open(folder);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  public OperationsStore store() {
    return store;
  }

  @Override
  public OperationsStore reopened() {
    store.close();
    store = open(folder);
    return store;
  }

  @Test
  void a_transaction_that_throws_leaves_nothing_and_the_next_one_works() {
    Alarm alarm = Given.alarm("a1", "pump-b1", "low_pressure");
    assertThatThrownBy(
            () ->
                write(
                    tx -> {
                      tx.record(Given.raised(alarm));
                      tx.nextOrderNumber(Given.DAY);
                      tx.cursor("influx", 7);
                      throw new ArithmeticException("in the middle");
                    }))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("in the middle");

    assertThat(found(q -> q.alarm("a1"))).isEmpty();
    assertThat(found(q -> q.cursor("influx"))).isEmpty();
    assertThat(store.<String>transact(tx -> tx.nextOrderNumber(Given.DAY)))
        .isEqualTo("WX-20261121-001");
  }

  @Test
  void a_part_that_fails_is_undone_and_the_rest_stays() {
    Alarm alarm = Given.alarm("a1", "pump-b1", "low_pressure");
    ArithmeticException defect = new ArithmeticException("in the middle of the part");
    List<Optional<RuntimeException>> outcomes = new ArrayList<>();
    write(
        tx -> {
          tx.record(Given.raised(alarm));
          outcomes.add(
              tx.attempt(
                  () -> {
                    tx.cursor("half", 1);
                    throw defect;
                  }));
          outcomes.add(tx.attempt(() -> tx.cursor("whole", 1)));
        });
    reopened();

    assertThat(outcomes).containsExactly(Optional.of(defect), Optional.empty());
    assertThat(found(q -> q.alarm("a1"))).isPresent();
    assertThat(found(q -> q.cursor("half"))).isEmpty();
    assertThat(found(q -> q.cursor("whole"))).contains(1L);
  }

  @Test
  void a_part_that_breaks_a_rule_of_the_store_is_undone_and_the_rest_stays() {
    Alarm alarm = Given.alarm("a1", "pump-b1", "low_pressure");
    Alarm twin = Given.alarm("a2", "pump-b1", "low_pressure");
    write(
        tx -> {
          tx.record(Given.raised(alarm));
          assertThat(tx.attempt(() -> tx.record(Given.raised(twin)))).isPresent();
          tx.cursor("whole", 1);
        });

    assertThat(listed(OperationsQueries::standingAlarms)).containsExactly(alarm);
    assertThat(found(q -> q.cursor("whole"))).contains(1L);
  }

  @Test
  void where_the_store_cannot_be_written_no_part_is() {
    StoreUnavailableException full = new StoreUnavailableException("the disk is full");
    assertThatThrownBy(
            () ->
                write(
                    tx -> {
                      tx.cursor("whole", 1);
                      var _ =
                          tx.attempt(
                              () -> {
                                throw full;
                              });
                    }))
        .isSameAs(full);
    assertThat(found(q -> q.cursor("whole"))).isEmpty();
  }

  @Test
  void transactions_do_not_nest() {
    assertThatThrownBy(() -> write(tx -> write(inner -> inner.cursor("influx", 1))))
        .isInstanceOf(IllegalStateException.class);
    write(tx -> tx.cursor("influx", 2));
    assertThat(found(q -> q.cursor("influx"))).contains(2L);
  }

  @Test
  void a_transaction_sees_its_own_changes_and_nobody_else_does_before_the_commit() {
    write(
        tx -> {
          tx.cursor("influx", 5);
          assertThat(tx.cursor("influx")).contains(5L);
          assertThat(found(q -> q.cursor("influx"))).isEmpty();
        });
    assertThat(found(q -> q.cursor("influx"))).contains(5L);
  }

  @Test
  void a_question_keeps_to_the_state_in_which_it_began() {
    write(tx -> tx.cursor("influx", 1));
    AtomicReference<List<Optional<Long>>> seen = new AtomicReference<>();
    read(
        q -> {
          Optional<Long> before = q.cursor("influx");
          write(tx -> tx.cursor("influx", 2));
          seen.set(List.of(before, q.cursor("influx")));
          return 0;
        });
    assertThat(seen.get()).containsExactly(Optional.of(1L), Optional.of(1L));
    assertThat(found(q -> q.cursor("influx"))).contains(2L);
  }

  @Test
  void a_question_that_throws_does_not_harm_the_next_ones() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(
              () ->
                  read(
                      q -> {
                        q.standingAlarms();
                        throw new ArithmeticException("in the middle");
                      }))
          .isInstanceOf(ArithmeticException.class);
    }
    assertThat(listed(OperationsQueries::standingAlarms)).isEmpty();
  }

  @Test
  void cursors_have_names_and_survive_a_restart() {
    write(
        tx -> {
          tx.cursor("influx", Long.MAX_VALUE);
          tx.cursor("other", -1);
        });
    reopened();
    assertThat(found(q -> q.cursor("influx"))).contains(Long.MAX_VALUE);
    assertThat(found(q -> q.cursor("other"))).contains(-1L);
    assertThat(found(q -> q.cursor("third"))).isEmpty();
  }

  @Test
  void a_closed_store_says_so() {
    store.close();
    assertThatThrownBy(() -> listed(OperationsQueries::standingAlarms))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> write(tx -> tx.cursor("influx", 1)))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private void write(Consumer<OperationsTransaction> work) {
    write(store, work);
  }

  private <T> T read(Function<OperationsQueries, T> work) {
    return store.query(work);
  }
}
