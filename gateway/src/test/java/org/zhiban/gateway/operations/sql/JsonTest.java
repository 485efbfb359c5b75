package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.workorder.Clock;

class JsonTest {
  @Test
  void a_clock_from_before_there_were_cycles_is_of_the_first() {
    List<Clock> clocks =
        Json.read(
            """
            [{"name":"respond","startedAt":1000,"dueAt":2000,"elapsed":"PT0S",
              "runningSince":1000,"state":"RUNNING"}]
            """,
            new TypeReference<>() {});
    assertThat(clocks)
        .containsExactly(
            Clock.started("respond", 1, Instant.ofEpochMilli(1000), Instant.ofEpochMilli(2000)));
  }
}
