package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.problem.Problem;

/** What is said of an OPC UA connection that works and is not safe. */
class OpcUaMessagesTest {
  private static List<String> warnings(String keys) {
    return ExampleSite.whole()
        .with("site.yaml", "endpoint: opc.tcp://127.0.0.1:4840", keys)
        .load()
        .problems()
        .stream()
        .filter(problem -> problem.severity() == Problem.Severity.WARNING)
        .filter(problem -> problem.position().toString().startsWith("site.yaml"))
        .map(problem -> problem.position() + ": " + problem.message())
        .toList();
  }

  @Test
  void aConnectionThatTakesAnyCertificateIsWarnedOf() {
    assertThat(warnings("endpoint: opc.tcp://127.0.0.1:4840\n    trust_all: true"))
        .containsExactly(
            "site.yaml:32:16: any server can pose as this one; take 'trust_all' out and accept the"
                + " server's certificate once");
  }

  @Test
  void aPasswordInClearIsWarnedOf() {
    assertThat(
            warnings(
                "endpoint: opc.tcp://127.0.0.1:4840\n    user: reader\n    password:"
                    + " ${env:MQTT_PASSWORD}"))
        .containsExactly(
            "site.yaml:33:15: the password travels in clear; choose a 'security' other than none");
  }
}
