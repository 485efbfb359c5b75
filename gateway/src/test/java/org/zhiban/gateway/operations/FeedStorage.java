package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.maintenance.CalendarFeed;

/** Links of calendars. */
interface FeedStorage extends StoreUnderTest {
  @Test
  default void a_calendar_stands_until_it_is_revoked_and_stays_on_record() {
    CalendarFeed own =
        new CalendarFeed(
            "a", "li-wei", Optional.of("li-wei"), Optional.empty(), Given.T0, Optional.empty());
    CalendarFeed lift =
        new CalendarFeed(
            "b",
            "he-lin",
            Optional.empty(),
            Optional.of("lift-a1"),
            Given.T0.plusSeconds(1),
            Optional.empty());
    write(store(), tx -> tx.save(own));
    write(store(), tx -> tx.save(lift));
    reopened();
    assertThat(listed(OperationsQueries::calendarFeeds)).containsExactly(own, lift);
    CalendarFeed revoked = own.revoked(Given.T0.plusSeconds(9));
    write(store(), tx -> tx.save(revoked));
    assertThat(listed(OperationsQueries::calendarFeeds)).containsExactly(lift);
    assertThat(found(q -> q.calendarFeed("a"))).contains(revoked);
    assertThat(found(q -> q.calendarFeed("c"))).isEmpty();
  }
}
