package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.problem.Problem;

/** What a rule test may give and expect, and how a slip in it is answered. */
class RuleTestMessagesTest {
  private static ExampleSite with(String given, String expect) {
    return ExampleSite.whole()
        .withFile(
            "tests/door.yaml",
            """
            tests:
              - name: a door
                equipment: door-b2-e
                given:
                  - %s
                expect:
                  - %s
            """
                .formatted(given, expect));
  }

  private static java.util.List<String> problems(String given, String expect) {
    return with(given, expect).load().problems().stream()
        .map(Problem::toString)
        .filter(line -> line.contains("door.yaml"))
        .toList();
  }

  private static final String SOON = "{ at: 5s, not_orders: [forced] }";

  @Test
  void anEventIsGivenByItsFields() {
    assertThat(problems("{ at: 0s, door: { type: opened, cred: \"1\" } }", SOON)).isEmpty();
    assertThat(problems("{ at: 0s, door: { typ: opened } }", SOON))
        .singleElement()
        .asString()
        .contains("events of 'door' have no field 'typ'; did you mean 'type'?");
    assertThat(problems("{ at: 0s, door: opened }", SOON))
        .singleElement()
        .asString()
        .contains("the fields of an event of 'door' are expected; write { field: value }");
  }

  @Test
  void aNumberMayMove() {
    assertThat(problems("{ at: 0s, battery: { from: 13, by: -0.1, per: 1h } }", SOON)).isEmpty();
    assertThat(problems("{ at: 0s, battery: { from: 13, by: 0, per: 1h } }", SOON))
        .singleElement()
        .asString()
        .contains("'0' is not a number other than 0");
  }

  @Test
  void aPriorityIsExpectedByItsRule() {
    assertThat(problems("{ at: 0s, online: true }", "{ at: 5s, priorities: { held: P3 } }"))
        .isEmpty();
    assertThat(problems("{ at: 0s, online: true }", "{ at: 5s, priorities: { hold: P3 } }"))
        .singleElement()
        .asString()
        .contains("there is no rule 'hold' at 'door-b2-e'; did you mean 'held'?");
    assertThat(problems("{ at: 0s, online: true }", "{ at: 5s, priorities: { held: P9 } }"))
        .singleElement()
        .asString()
        .contains("'P9'");
  }
}
