package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.ModbusConnection.Link;
import org.zhiban.model.site.ModbusConnection.Parity;

/** Modbus links: TCP, RTU through TCP, UDP, and serial lines. */
final class ModbusConnections {
  private static final Key<String> HOST = required("host", Texts.text(), "name or IP address");
  private static final Key<Integer> PORT =
      defaulted("port", Numbers.whole(1, 65_535), 502, "port of the device");
  private static final Key<String> DEVICE =
      required("device", Texts.text(), "the line's device file, /dev/ttyS1");
  private static final Key<Integer> BAUD =
      defaulted("baud", Numbers.whole(300, 4_000_000), 9_600, "bits a second");
  private static final Key<Parity> PARITY =
      defaulted("parity", Words.lower("a parity", Parity.values()), Parity.NONE, "parity bit");
  private static final Key<Integer> DATA_BITS =
      defaulted("data_bits", Numbers.whole(7, 8), 8, "bits of a character");
  private static final Key<Integer> STOP_BITS =
      defaulted("stop_bits", Numbers.whole(1, 2), 1, "bits behind a character");

  private static final Key<Duration> TIMEOUT =
      defaulted(
          "timeout",
          Durations.positive(),
          ModbusConnection.DEFAULT_TIMEOUT,
          "longest wait for one answer");
  private static final Key<Integer> MAX_REGISTERS =
      defaulted(
          "max_registers_per_read",
          Numbers.whole(1, 125),
          ModbusConnection.DEFAULT_MAX_REGISTERS,
          "what the device accepts in one request");
  private static final Key<Integer> MAX_HOLE =
      defaulted(
          "max_hole",
          Numbers.whole(0, 124),
          ModbusConnection.DEFAULT_MAX_HOLE,
          "unread registers that a merged read may span");
  private static final Key<Duration> MIN_GAP =
      defaulted("min_gap", Durations.duration(), Duration.ZERO, "pause between requests");
  private static final Key<Integer> MAX_IN_FLIGHT =
      defaulted("max_in_flight", Numbers.whole(1, 64), 1, "requests that the device bears at once");

  static final MappingShape<ModbusConnection> TCP =
      shape(
          "a connection of type modbus_tcp",
          List.of(HOST, PORT),
          true,
          values -> new ModbusConnection.Tcp(values.get(HOST), values.get(PORT)));
  static final MappingShape<ModbusConnection> RTU_OVER_TCP =
      shape(
          "a connection of type modbus_rtu_over_tcp",
          List.of(HOST, PORT),
          false,
          values -> new ModbusConnection.RtuOverTcp(values.get(HOST), values.get(PORT)));
  static final MappingShape<ModbusConnection> UDP =
      shape(
          "a connection of type modbus_udp",
          List.of(HOST, PORT),
          false,
          values -> new ModbusConnection.Udp(values.get(HOST), values.get(PORT)));
  static final MappingShape<ModbusConnection> RTU =
      shape(
          "a connection of type modbus_rtu",
          List.of(DEVICE, BAUD, PARITY, DATA_BITS, STOP_BITS),
          false,
          values ->
              new ModbusConnection.Serial(
                  values.get(DEVICE),
                  values.get(BAUD),
                  values.get(PARITY),
                  values.get(DATA_BITS),
                  values.get(STOP_BITS)));

  private ModbusConnections() {}

  private static MappingShape<ModbusConnection> shape(
      String title, List<Key<?>> own, boolean overlapping, Function<Values, Link> link) {
    List<Key<?>> keys = new ArrayList<>(List.of(Connections.TYPE));
    keys.addAll(own);
    keys.addAll(List.of(TIMEOUT, MAX_REGISTERS, MAX_HOLE, MIN_GAP));
    if (overlapping) {
      keys.add(MAX_IN_FLIGHT);
    }
    return MappingShape.of(
        title,
        keys,
        (values, reading) ->
            new ModbusConnection(
                reading.name().text(),
                link.apply(values),
                values.get(TIMEOUT),
                values.get(MAX_REGISTERS),
                values.get(MAX_HOLE),
                values.get(MIN_GAP),
                values.get(MAX_IN_FLIGHT),
                reading.name().position()));
  }
}
