package org.zhiban.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;

/** A value in the terms of the metric that it is written to. */
final class MetricCommandTest {
  private static DrivenPoint point(PointKind kind) {
    return Points.point(0, kind, new PointSource.Sparkplug("Plant", "Edge1", Optional.empty(), "m"))
        .states(new PointState("3", "auto"), new PointState("off", "off"))
        .build();
  }

  private static String told(PointKind kind, DataType type, double value) {
    return switch (MetricCommand.of(point(kind), type, value)) {
      case MetricCommand.Fit(var wire) -> type.read(wire).orElseThrow().toString();
      case MetricCommand.Unfit(String why) -> why;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ANALOG, INT8, -128, -128",
    "ANALOG, INT8, -129, -129 cannot be said to a metric of type Int8",
    "ANALOG, UINT8, 255, 255",
    "ANALOG, UINT8, -1, -1 cannot be said to a metric of type UInt8",
    "ANALOG, INT16, 32768, 32768 cannot be said to a metric of type Int16",
    "ANALOG, INT32, -2147483648, -2147483648",
    "ANALOG, INT32, 2147483648, 2147483648 cannot be said to a metric of type Int32",
    "ANALOG, UINT32, 4294967295, 4294967295",
    "ANALOG, UINT32, 4294967296, 4294967296 cannot be said to a metric of type UInt32",
    "ANALOG, INT64, -9007199254740992, -9007199254740992",
    "ANALOG, UINT64, -1, -1 cannot be said to a metric of type UInt64",
    "ANALOG, INT32, 0.5, 0.5 cannot be said to a metric of type Int32",
    "ANALOG, FLOAT, 0.1, 0.1",
    "ANALOG, FLOAT, 1e39, 1000000000000000000000000000000000000000 cannot be said to a metric of"
        + " type Float",
    "ANALOG, DOUBLE, 0.1, 0.1",
    "ANALOG, BOOLEAN, 1, 1 cannot be said to a metric of type Boolean",
    "ANALOG, STRING, 12.50, 12.5",
    "ANALOG, TEMPLATE, 1, 1 cannot be said to a metric of type Template",
    "BINARY, BOOLEAN, 1, true",
    "BINARY, UINT8, 1, 1",
    "BINARY, STRING, 0, false",
    "MULTISTATE, INT32, 0, 3",
    "MULTISTATE, STRING, 1, off",
    "MULTISTATE, BOOLEAN, 1, false",
    "MULTISTATE, INT32, 1, off cannot be said to a metric of type Int32",
  })
  void aValueFitsOrIsRefused(PointKind kind, DataType type, double value, String told) {
    assertThat(told(kind, type, value)).isEqualTo(told);
  }
}
