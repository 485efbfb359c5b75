package org.zhiban.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.SampleQueries.Kept;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.workorder.WorkOrder;

/** What was recorded around a fault is kept with its order, over a store on disk. */
@Timeout(60)
class EvidenceDeskTest {
  @TempDir Path data;

  private final WorkOrder order = Given.order("WX-20261121-001", "pump-b1/low", List.of());
  private final Instant whole = order.evidence().orElseThrow().to().plus(Duration.ofMinutes(2));
  private final List<String> asked = new ArrayList<>();
  private Optional<String> history = Optional.of("{\"a/b\":[]}");
  private Instant now = Given.T0;
  private OperationsStore store;
  private OperationsDesk desk;
  private EvidenceDesk evidence;
  private LiveFeed feed;

  @SuppressWarnings("NullAway.Init") // set before each test
  EvidenceDeskTest() {}

  @BeforeEach
  void start() {
    store = SqliteOperationsStore.open(data);
    desk = new OperationsDesk(store);
    feed = new LiveFeed();
    evidence =
        new EvidenceDesk(
            desk,
            of -> {
              asked.add(of.rule());
              return history.orElseThrow();
            },
            () -> now);
    feed.watch(evidence::hear);
    desk.start();
    boolean begun =
        store.query(
            q -> {
              evidence.begin(q);
              return true;
            });
    assertThat(begun).isTrue();
  }

  @AfterEach
  void stop() {
    desk.close();
    store.close();
  }

  private void opened() {
    boolean done =
        store.transact(
            tx -> {
              tx.record(order, Given.change(order, "created"));
              return true;
            });
    assertThat(done).isTrue();
    feed.tell(new Happening.OrderStep(order));
  }

  private Optional<Kept> at(Instant time) {
    now = time;
    evidence.workOff();
    assertThat(desk.ask(_ -> true).join()).isTrue();
    return store.query(q -> q.samples().of(order.id()));
  }

  @Test
  void it_is_kept_when_its_time_is_over_and_asked_for_once() {
    opened();
    assertThat(at(whole.minusMillis(1))).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(at(whole)).contains(new Kept(whole, "{\"a/b\":[]}"));
    history = Optional.of("{}");
    assertThat(at(whole.plusSeconds(60)).map(Kept::at)).contains(whole);
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_gateway_that_was_off_meanwhile_keeps_it_when_it_starts() {
    opened();
    stop();
    now = whole.plus(Duration.ofDays(3));
    start();
    assertThat(at(now)).isPresent();
    stop();
    start();
    assertThat(at(now.plusSeconds(10))).isPresent();
    assertThat(asked).as("what is kept is not read again").hasSize(1);
  }

  @Test
  void a_history_that_cannot_be_read_is_asked_again() {
    opened();
    history = Optional.empty();
    assertThat(at(whole)).isEmpty();
    assertThat(at(whole.plus(Duration.ofMinutes(9)))).isEmpty();
    assertThat(asked).hasSize(1);
    history = Optional.of("{}");
    assertThat(at(whole.plus(Duration.ofMinutes(10)))).isPresent();
  }
}
