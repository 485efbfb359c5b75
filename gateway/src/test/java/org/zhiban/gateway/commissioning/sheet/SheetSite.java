package org.zhiban.gateway.commissioning.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

/** A small site with a point of each kind. */
final class SheetSite {
  static final Instant TIME = Instant.parse("2026-11-22T03:12:00Z");

  private static final String TEXT =
      """
      site: { id: s1, name: { zh: 锦澜花园, en: Estate }, timezone: Asia/Shanghai }
      connections: { bus: { type: modbus_tcp, host: 10.0.0.1 } }
      equipment:
        - id: m1
          name: { zh: "1#进线, 总表", en: Incomer 1 }
          class: meter
          connection: bus
          unit: 3
          points:
            voltage: { name: 电压, kind: analog, unit: V, deadband: 0.5, modbus: { register: input, address: 0, type: FLOAT32, byte_order: CDAB } }
            energy:  { name: 电能, kind: counter, unit: kWh, modbus: { register: input, address: 2, type: UINT32, scale: 0.1 } }
            closed:  { name: 合闸, kind: binary, modbus: { register: discrete, address: 0 } }
            mode:    { name: 方式, kind: multistate, states: { 0: stopped, 1: auto }, modbus: { register: holding, address: 9, type: UINT16 } }
            model:   { name: 型号, kind: text, modbus: { register: holding, address: 20, type: STRING, length: 8 } }
            trip:    { name: 分闸, kind: binary, command: true, modbus: { register: coil, address: 0 } }
      """;

  private SheetSite() {}

  static Site site() {
    return changed("", "");
  }

  /** The same site with another text in one place. */
  static Site changed(String from, String to) {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(Map.of("site.yaml", TEXT.replace(from, to))),
            SecretSource.of(Map.of(), Path.of("")));
    assertThat(loading.problems()).isEmpty();
    return ((Loading.Loaded) loading).site();
  }

  static Equipment meter(Site site) {
    return site.equipment().values().iterator().next();
  }

  static PointSpec point(Site site, String id) {
    return Optional.ofNullable(meter(site).points().get(id)).orElseThrow();
  }

  static PointValue good(double value) {
    return new PointValue(value, null, Quality.GOOD, QualityReason.NONE, TIME.toEpochMilli());
  }

  static SignedReading signed(Site site, String point, boolean within, String remark) {
    return new SignedReading(
        new PointRef("m1", point),
        SourceWords.of(meter(site), point(site, point)),
        Optional.of("230.2"),
        "good",
        Optional.of(TIME),
        "-230",
        Optional.of("4.6"),
        within,
        remark,
        "chen",
        TIME);
  }
}
