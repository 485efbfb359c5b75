package org.zhiban.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.Main;

/** What is written wrong on the command line is told before anything starts. */
class UsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run site --port 70000",
        "run site --port -1",
        "run site --port eighty",
        "run site --simulated --control-port 65536",
        "run site --control-port 8081",
        "run site --control-port 0",
        "demo --port 70000",
        "demo --control-port -1",
        "demo --speed 0",
        "demo --speed -1",
        "demo --speed NaN",
        "demo --speed 1001",
        "simulate site --speed 0",
        "simulate site --seed x",
        "simulate site --control-port 70000",
        "scan modbus 127.0.0.1:1 --units 1-256",
        "scan modbus 127.0.0.1:1 --decode 65536",
        "browse opcua opc.tcp://127.0.0.1:1 --depth 0"
      })
  void a_number_that_cannot_be_is_usage(String line) {
    assertThat(Main.run(line.split(" "))).isEqualTo(Zhiban.USAGE);
  }
}
