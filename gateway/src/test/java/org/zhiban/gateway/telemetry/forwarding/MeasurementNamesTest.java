package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.telemetry.Historian.Row;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

class MeasurementNamesTest {
  private final MeasurementNames names =
      new MeasurementNames(
          "huidu",
          Map.of(
              "pump-b1",
              equipment("pump-b1", Optional.of("east")),
              "slide",
              equipment("slide", Optional.empty())));

  static Equipment equipment(String id, Optional<String> area) {
    return new Equipment(
        id,
        LocalizedText.same(id),
        "pump",
        Optional.empty(),
        false,
        Optional.empty(),
        area,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        List.of(),
        false,
        new SourcePosition("site.yaml", 1, 1));
  }

  private Measurement of(String equipment, double value, @Nullable String text, Quality quality) {
    return names.of(
        new Row(
            new PointRef(equipment, "flow"),
            new PointValue(value, text, quality, QualityReason.NONE, 1_000)));
  }

  @Test
  void the_measurement_is_the_class_and_the_tags_say_where() {
    Measurement row = of("pump-b1", 1, null, Quality.GOOD);
    assertThat(row.name()).isEqualTo("pump");
    assertThat(row.tags().toString())
        .isEqualTo("{site=huidu, area=east, equipment=pump-b1, class=pump}");
    assertThat(row.time()).isEqualTo(1_000);
  }

  @Test
  void an_equipment_of_no_area_has_no_empty_tag() {
    assertThat(of("slide", 1, null, Quality.GOOD).tags()).doesNotContainKey("area");
  }

  @Test
  void what_is_in_the_site_no_more_is_still_forwarded() {
    Measurement row = of("old-pump", 1, null, Quality.GOOD);
    assertThat(row.name()).isEqualTo("removed");
    assertThat(row.tags().toString()).isEqualTo("{site=huidu, equipment=old-pump, class=removed}");
  }

  @Test
  void a_number_is_a_float_and_its_quality_stands_beside_it() {
    assertThat(of("pump-b1", 1, null, Quality.UNCERTAIN).fields())
        .isEqualTo(Map.of("flow", 1.0, "flow_quality", 1L));
  }

  @Test
  void a_text_is_a_string() {
    assertThat(of("pump-b1", Double.NaN, "auto", Quality.GOOD).fields())
        .isEqualTo(Map.of("flow", "auto", "flow_quality", 0L));
  }

  @Test
  void a_bad_sample_has_its_quality_alone() {
    assertThat(of("pump-b1", Double.NaN, null, Quality.BAD).fields())
        .isEqualTo(Map.of("flow_quality", 2L));
    assertThat(of("pump-b1", 3, "old", Quality.BAD).fields()).isEqualTo(Map.of("flow_quality", 2L));
  }
}
