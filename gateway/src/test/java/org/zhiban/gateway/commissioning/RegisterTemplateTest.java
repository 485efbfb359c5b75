package org.zhiban.gateway.commissioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.modbus.ScanFindings.Ending;
import org.zhiban.drivers.modbus.ScanFindings.Stretch;
import org.zhiban.drivers.modbus.ScanFindings.TableFindings;
import org.zhiban.drivers.modbus.ScanFindings.Unit;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;

class RegisterTemplateTest {
  private static final String SITE =
      """
      site: { id: s, name: 站, timezone: Asia/Shanghai, language: zh }
      connections:
        link: { type: modbus_tcp, host: 127.0.0.1, port: 502 }
      equipment:
        - { id: found, template: unit-7, name: 新设备, connection: link, unit: 7 }
      """;

  @TempDir Path folder;

  private List<PointSpec> points(TemplateText template) throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(folder.resolve("site.yaml"), SITE);
    Files.writeString(folder.resolve("templates/unit-7.yaml"), template.toString());
    Loading loading = SiteLoader.load(folder, SecretSource.none());
    assertThat(loading.problems()).as(template.toString()).isEmpty();
    Site site = ((Loading.Loaded) loading).site();
    return List.copyOf(site.equipment().values().iterator().next().points().values());
  }

  private static TableFindings table(Table table, int first, Integer... values) {
    return new TableFindings(
        table, List.of(new Stretch(first, List.of(values))), values.length, Ending.WHOLE);
  }

  @Test
  void whatAScanFoundLoadsAsATemplateAndReadsTheSamePlaces() throws Exception {
    Unit unit =
        new Unit(
            7,
            "0",
            Map.of(0, "Ma\nker \"X\": ${y}", 1, "电表"),
            List.of(
                table(Table.HOLDING, 10, 0x4366, 0xb333, 2307, 0xb333, 0x4366),
                table(Table.COIL, 3, 1, 0)));
    List<PointSpec> points = points(RegisterTemplate.of(unit, "unit-7", "127.0.0.1:502"));
    assertThat(points)
        .extracting(PointSpec::id)
        .containsExactly("holding_10", "holding_12", "holding_13", "coil_3", "coil_4");
    assertThat(points)
        .extracting(point -> (PointSource.Modbus) point.source().orElseThrow())
        .extracting(PointSource.Modbus::type, PointSource.Modbus::byteOrder)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(DataType.FLOAT32, ByteOrder.ABCD),
            org.assertj.core.groups.Tuple.tuple(DataType.UINT16, ByteOrder.ABCD),
            org.assertj.core.groups.Tuple.tuple(DataType.FLOAT32, ByteOrder.CDAB),
            org.assertj.core.groups.Tuple.tuple(DataType.BIT, ByteOrder.ABCD),
            org.assertj.core.groups.Tuple.tuple(DataType.BIT, ByteOrder.ABCD));
  }

  @Test
  void aLongRunOfZerosMakesNoPoints() {
    Integer[] zeros = new Integer[20];
    java.util.Arrays.fill(zeros, 0);
    zeros[19] = 5;
    Unit unit = new Unit(7, "0", Map.of(), List.of(table(Table.INPUT, 0, zeros)));
    assertThat(RegisterTemplate.of(unit, "unit-7", "here").toString())
        .contains("input_19:")
        .doesNotContain("input_3:");
  }

  @ParameterizedTest
  @CsvSource({
    "Motor Temp., motor_temp",
    "OutletPressure, outlet_pressure",
    "1F, p_1f",
    "in, p_in",
    "水压, point"
  })
  void namesOfDevicesBecomeIds(String name, String id) {
    assertThat(TemplateText.id(name)).isEqualTo(id);
  }

  @Test
  void namesThatCleanToTheSameIdStayTwoPoints() throws Exception {
    TemplateText template = new TemplateText("unit-7");
    String body = "kind: binary, modbus: { register: coil, address: 1 }";
    template.point("水压 \"1\" ${x}\\", body, "");
    template.point("水压 '1'", body, "");
    template.point("1", body, "");
    assertThat(points(template)).extracting(PointSpec::id).doesNotHaveDuplicates().hasSize(3);
  }
}
