package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'\"2026-03-01T23:41:07.120+08:00\"', 2026-03-01T15:41:07.120Z",
        "'\"2026-03-01T23:41:07+0800\"', 2026-03-01T15:41:07Z",
        "'\"2026-03-01 23:41:07+08:00\"', 2026-03-01T15:41:07Z",
        "'\"2026-03-01T15:41:07Z\"', 2026-03-01T15:41:07Z",
        "'\"2026-03-01t15:41:07.5z\"', 2026-03-01T15:41:07.500Z",
        "1772379667, 2026-03-01T15:41:07Z",
        "1772379667.25, 2026-03-01T15:41:07.250Z",
        "1772379667120, 2026-03-01T15:41:07.120Z",
        "'\"1772379667120\"', 2026-03-01T15:41:07.120Z",
        "0, 1970-01-01T00:00:00Z",
      })
  void aDevicesTimeIsRead(String json, Instant time) throws Exception {
    assertThat(SourceTime.parse(JSON.readTree(json))).contains(time);
  }

  /** A local time without an offset names no instant: the device's zone is nobody's guess. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-03-01T23:41:07\"",
        "\"\"",
        "\"yesterday\"",
        "\"2026-13-01T00:00:00Z\"",
        "null",
        "true",
        "{}",
        "[1772379667]",
        "1e300",
        "1e999",
        "\"1e999999999\"",
        "-1e300"
      })
  void whatNamesNoInstantIsNone(String json) throws Exception {
    assertThat(SourceTime.parse(JSON.readTree(json))).isEmpty();
  }
}
