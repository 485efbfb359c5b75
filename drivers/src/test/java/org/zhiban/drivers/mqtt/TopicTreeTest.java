package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of MQTT 5, 4.7.1 to 4.7.3. */
class TopicTreeTest {
  @ParameterizedTest
  @CsvSource({
    "sport/tennis/player1, sport/tennis/player1, true",
    "sport/tennis/player1/#, sport/tennis/player1, true",
    "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
    "sport/#, sport, true",
    "#, sport/tennis, true",
    "sport/tennis/+, sport/tennis/player2, true",
    "sport/tennis/+, sport/tennis/player1/ranking, false",
    "sport/+, sport, false",
    "sport/+, sport/, true",
    "+/+, /finance, true",
    "/+, /finance, true",
    "+, /finance, false",
    "+/tennis/#, sport/tennis/a/b, true",
    "#, $SYS/monitor, false",
    "+/monitor, $SYS/monitor, false",
    "$SYS/#, $SYS/monitor, true",
    "ACCOUNTS, Accounts, false",
  })
  void aFilterMatchesAsTheStandardSays(String filter, String topic, boolean matches) {
    TopicTree<String> tree = new TopicTree<>();
    tree.add(filter, "it");
    assertThat(tree.at(topic).contains("it")).isEqualTo(matches);
  }

  @Test
  void everyMatchingFilterIsFoundOnce() {
    TopicTree<String> tree = new TopicTree<>();
    for (String filter : new String[] {"a/b", "a/+", "+/b", "a/#", "#", "a/c", "b/#"}) {
      tree.add(filter, filter);
    }
    assertThat(tree.at("a/b")).containsExactlyInAnyOrder("a/b", "a/+", "+/b", "a/#", "#");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/", "a//b", "+", "#", "a/+/b/#", "一/二"})
  void wellFormed(String filter) {
    assertThat(TopicTree.wellFormed(filter)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a+", "a/b#", "#/a", "a/#/b", "a/+b", "\0"})
  void malformed(String filter) {
    assertThat(TopicTree.wellFormed(filter)).isFalse();
  }
}
