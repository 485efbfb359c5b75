package org.zhiban.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhiban.simulators.link.TwinAddress;

final class RewrittenSiteTest {
  @Test
  void connectionsGetTheTwinsAddressesAndTheRestStaysToTheLetter() {
    String site =
        """
        # 电梯 🛗
        site: { id: x, name: 锦澜 }
        connections:
          a:
            type: modbus_rtu     # a serial line
            device: /dev/ttyS1
            baud: 9600
            timeout: 1s
          b: { type: opc_ua, endpoint: "opc.tcp://10.0.0.1:4840", security: basic256sha256_sign }
          c:
            type: mqtt
            broker: tcp://10.0.0.2:1883
            password: ${env:MQTT_PASSWORD}

        # what hangs on them
        equipment: [] # none
        """;
    String rewritten =
        RewrittenSite.rewritten(
            site,
            Map.of(
                "a", new TwinAddress.ModbusRtuOverTcp("127.0.0.1", 5001),
                "b", new TwinAddress.OpcUa("opc.tcp://127.0.0.1:5002"),
                "c", new TwinAddress.Broker("tcp://127.0.0.1:5003")));
    assertThat(rewritten)
        .startsWith("# 电梯 🛗\nsite: { id: x, name: 锦澜 }\nconnections:\n")
        .contains(
            "  a: { type: modbus_rtu_over_tcp, timeout: 1s, host: \"127.0.0.1\", port: 5001 }\n")
        .contains("  b: { type: opc_ua, endpoint: \"opc.tcp://127.0.0.1:5002\", security: none }\n")
        .contains(
            "  c: { type: mqtt, broker: \"tcp://127.0.0.1:5003\", password:"
                + " \"${env:MQTT_PASSWORD}\" }\n")
        .endsWith("equipment: [] # none\n")
        .doesNotContain("ttyS1");
  }
}
