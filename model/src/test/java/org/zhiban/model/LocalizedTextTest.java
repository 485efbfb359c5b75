package org.zhiban.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalizedTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "水泵热继跳闸 | 水泵热继跳闸",
        "无水空转，进水压力 {inlet_pressure} MPa | 无水空转",
        "火警：{loop_no} 回路 {device_no} 号 | 火警",
        "Voltage out of limits: A {voltage_a}, B {voltage_b} V | Voltage out of limits",
        "Stopped, people inside, floor {floor} | Stopped, people inside",
        "{shielded_count} points shielded | … points shielded",
        "UPS 电量 {charge} % | UPS 电量 … %",
      })
  void withoutItsValuesAMessageIsATitle(String message, String title) {
    assertThat(LocalizedText.same(message).withoutValues()).isEqualTo(LocalizedText.same(title));
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'：{value}','：…'"})
  void whatHasNoWordsStaysAsItIs(String message, String title) {
    assertThat(LocalizedText.same(message).withoutValues()).isEqualTo(LocalizedText.same(title));
  }
}
