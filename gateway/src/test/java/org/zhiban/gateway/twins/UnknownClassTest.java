package org.zhiban.gateway.twins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.twins.ReadTwins.Sample;
import org.zhiban.model.site.Site;

/** Equipment of a class that nobody modelled lives all the same, over every protocol. */
class UnknownClassTest {
  /** Fast, since waveforms swing over many minutes. */
  private static final double SPEED = 120;

  private static final String SITE =
      """
      site: { id: plant, name: { zh: 冷站, en: Plant }, timezone: Asia/Shanghai }
      connections:
        modbus: { type: modbus_tcp, host: 10.0.0.1 }
        opc_ua: { type: opc_ua, endpoint: "opc.tcp://10.0.0.1:4840", publishing_interval: 100ms }
        mqtt: { type: mqtt, broker: "tcp://10.0.0.1:1883" }
      equipment:
        - id: chiller
          name: { zh: 冷水机组, en: Chiller }
          class: chiller
          connection: modbus
          unit: 1
          points:
            ranged:   { name: 蒸发温度, kind: analog, every: 100ms, range: [2, 15], modbus: { register: input, address: 0, type: INT16, scale: 0.01 } }
            limited:  { name: 冷凝压力, kind: analog, every: 100ms, modbus: { register: input, address: 1, type: FLOAT32, byte_order: CDAB } }
            bounded:  { name: 油压, kind: analog, every: 100ms, modbus: { register: input, address: 3, type: INT16, scale: 0.001 } }
            counted:  { name: 运行小时, kind: counter, every: 100ms, modbus: { register: input, address: 4, type: UINT16, scale: 0.01 } }
            flag:     { name: 压缩机故障, kind: binary, every: 100ms, modbus: { register: discrete, address: 0 } }
            ready:    { name: 就绪, kind: binary, every: 100ms, modbus: { register: holding, address: 9, type: BIT, bit: 4 } }
            state:    { name: 状态, kind: multistate, every: 100ms, states: { 3: fault, 5: normal }, modbus: { register: holding, address: 10, type: UINT16 } }
            label:    { name: 型号, kind: text, every: 100ms, modbus: { register: holding, address: 11, type: STRING, length: 4 } }
          rules:
            too_high: { threshold: { point: limited, high: { at: 20 } }, priority: P3 }
        - id: kiln
          name: { zh: 窑炉, en: Kiln }
          class: kiln
          connection: opc_ua
          points:
            ranged:   { name: 温度, kind: analog, range: [900, 1100], opc_ua: { node: "ns=2;s=Kiln.Heat" } }
            counted:  { name: 批次, kind: counter, opc_ua: { node: "ns=2;s=Kiln.Batches" } }
            flag:     { name: 点火失败, kind: binary, opc_ua: { node: "ns=2;s=Kiln.Ignition" } }
            state:    { name: 状态, kind: multistate, states: { 0: cooling, 1: idle }, opc_ua: { node: "ns=2;s=Kiln.State" } }
            label:    { name: 配方, kind: text, opc_ua: { node: "ns=2;s=Kiln.Recipe" } }
        - id: beehive
          name: { zh: 蜂箱, en: Beehive }
          class: beehive
          connection: mqtt
          points:
            ranged:   { name: 重量, kind: analog, every: 100ms, range: [20, 60], mqtt: { topic: hive/state, stale_after: 30s, pointer: /weight, time: /ts } }
            alone:    { name: 温度, kind: analog, every: 100ms, mqtt: { topic: hive/temperature, stale_after: 30s } }
            counted:  { name: 进出, kind: counter, every: 100ms, mqtt: { topic: hive/state, stale_after: 30s, pointer: /flights, time: /ts } }
            online:   { name: 在线, kind: binary, every: 100ms, mqtt: { topic: hive/state, stale_after: 30s, pointer: /online, time: /ts } }
            state:    { name: 状态, kind: multistate, every: 100ms, states: { swarming: swarming, ok: ok }, mqtt: { topic: hive/state, stale_after: 30s, pointer: /mood, time: /ts } }
            label:    { name: 蜂种, kind: text, every: 100ms, mqtt: { topic: hive/state, stale_after: 30s, pointer: /kind, time: /ts } }
      """;

  @Test
  void itsNumbersMoveItsCountersRiseAndItsStatesRest() throws Exception {
    try (ReadTwins twins = ReadTwins.start(site(), SPEED)) {
      assertThat(twins.notGood()).isEmpty();
      for (String moving :
          List.of(
              "chiller/ranged",
              "chiller/limited",
              "chiller/bounded",
              "kiln/ranged",
              "beehive/ranged",
              "beehive/alone")) {
        assertThat(twins.await(() -> spread(twins.samples(moving)) > 0)).as(moving).isTrue();
      }
      for (String counter : List.of("chiller/counted", "kiln/counted", "beehive/counted")) {
        assertThat(twins.await(() -> rises(twins.samples(counter)))).as(counter).isTrue();
      }
      assertThat(values(twins, "chiller/ranged")).allMatch(value -> value >= 2 && value <= 15);
      assertThat(values(twins, "chiller/limited")).allMatch(value -> value < 20);
      assertThat(values(twins, "kiln/ranged")).allMatch(value -> value >= 900 && value <= 1100);
      assertThat(values(twins, "chiller/flag")).containsOnly(0.0);
      assertThat(values(twins, "chiller/ready")).containsOnly(1.0);
      assertThat(values(twins, "beehive/online")).containsOnly(1.0);
      for (String resting : List.of("chiller/state", "kiln/state", "beehive/state")) {
        assertThat(values(twins, resting)).as(resting).containsOnly(1.0);
      }
      for (String text : List.of("chiller/label", "kiln/label", "beehive/label")) {
        assertThat(twins.samples(text)).as(text).allMatch(sample -> "ok".equals(sample.text()));
      }
      assertThat(twins.notGood()).isEmpty();
    }
  }

  private static Site site() {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(Map.of("site.yaml", SITE)), SecretSource.of(Map.of(), Path.of("")));
    assertThat(loading.problems()).isEmpty();
    return ((Loading.Loaded) loading).site();
  }

  private static List<Double> values(ReadTwins twins, String point) {
    return twins.samples(point).stream().filter(Sample::good).map(Sample::value).toList();
  }

  private static double spread(List<Sample> samples) {
    ToDoubleFunction<Sample> value = Sample::value;
    return samples.stream().filter(Sample::good).mapToDouble(value).max().orElse(0)
        - samples.stream().filter(Sample::good).mapToDouble(value).min().orElse(0);
  }

  /** A counter that never falls, and that rose by now. */
  private static boolean rises(List<Sample> samples) {
    List<Double> values = samples.stream().filter(Sample::good).map(Sample::value).toList();
    for (int at = 1; at < values.size(); at++) {
      if (values.get(at) < values.get(at - 1)) {
        return false;
      }
    }
    return spread(samples) > 0;
  }
}
