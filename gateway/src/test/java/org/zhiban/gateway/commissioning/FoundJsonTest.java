package org.zhiban.gateway.commissioning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhiban.drivers.modbus.ScanFindings;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.Table;

class FoundJsonTest {
  private record Found(Table table, ScanFindings.Ending ending, ByteOrder byteOrder) {}

  @Test
  void wordsAreWrittenAsTheSiteLanguageWritesThem() {
    assertThat(
            FoundJson.of(new Found(Table.INPUT, ScanFindings.Ending.WHOLE, ByteOrder.CDAB))
                .replaceAll("\\s", ""))
        .isEqualTo("{\"table\":\"input\",\"ending\":\"whole\",\"byte_order\":\"CDAB\"}");
  }
}
