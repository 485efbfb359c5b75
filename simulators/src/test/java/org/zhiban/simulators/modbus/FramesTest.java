package org.zhiban.simulators.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.simulators.TestSite.point;
import static org.zhiban.simulators.TestSite.register;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.ModbusConnection.Parity;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.link.TwinAddress;

/** Frames written out byte by byte, so that no library stands between the test and the wire. */
class FramesTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static Twins twins(ModbusConnection.Link link) throws IOException {
    Twins twins =
        Twins.start(
            TestSite.aSite()
                .modbus("line", link)
                .equipment(
                    "valve",
                    "valve",
                    "line",
                    10,
                    point("opening", PointKind.ANALOG, register(Table.HOLDING, 0, DataType.UINT16)))
                .build(),
            new TwinOptions(1, 1, InstantSource.system(), OptionalInt.empty()));
    twins.plant().force("valve", "opening", 0x1234);
    return twins;
  }

  private static String exchange(Socket socket, String request, int answerLength)
      throws IOException {
    socket.getOutputStream().write(HEX.parseHex(request));
    return HEX.formatHex(socket.getInputStream().readNBytes(answerLength));
  }

  @Test
  void aSerialLineAnswersRtuFramesOverTcp() throws Exception {
    try (Twins twins = twins(new ModbusConnection.Serial("/dev/ttyS1", 9600, Parity.NONE, 8, 1))) {
      var address = (TwinAddress.ModbusRtuOverTcp) twins.address("line");
      try (Socket socket = new Socket(address.host(), address.port())) {
        socket.setSoTimeout(2000);
        // unit 10, function 3, register 0, one register, CRC low byte first
        assertThat(exchange(socket, "0A03000000018571", 7)).isEqualTo("0A0302123410F2");
      }
    }
  }

  @Test
  void aFrameWithAWrongCrcGetsNoAnswerAndTheNextOneDoes() throws Exception {
    try (Twins twins = twins(new ModbusConnection.RtuOverTcp("10.0.0.1", 502))) {
      var address = (TwinAddress.ModbusRtuOverTcp) twins.address("line");
      try (Socket socket = new Socket(address.host(), address.port())) {
        socket.setSoTimeout(200);
        socket.getOutputStream().write(HEX.parseHex("0A03000000018572"));
        assertThat(read(socket)).isEqualTo(-1);
        assertThat(exchange(socket, "0A03000000018571", 7)).isEqualTo("0A0302123410F2");
      }
    }
  }

  /** One byte, or -1 where none comes in time. */
  private static int read(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (java.net.SocketTimeoutException none) {
      return -1;
    }
  }

  @Test
  void aTransactionIdComesBackOverTcp() throws Exception {
    try (Twins twins = twins(new ModbusConnection.Tcp("10.0.0.1", 502))) {
      var address = (TwinAddress.ModbusTcp) twins.address("line");
      try (Socket socket = new Socket(address.host(), address.port())) {
        socket.setSoTimeout(2000);
        assertThat(exchange(socket, "CAFE000000060A0300000001", 11))
            .isEqualTo("CAFE000000050A03021234");
        assertThat(exchange(socket, "CAFF000000020A2B", 9)).isEqualTo("CAFF000000030AAB01");
      }
    }
  }

  @Test
  void datagramsCarryTheSameFrames() throws Exception {
    try (Twins twins = twins(new ModbusConnection.Udp("10.0.0.1", 502));
        DatagramSocket socket = new DatagramSocket()) {
      var address = (TwinAddress.ModbusUdp) twins.address("line");
      socket.setSoTimeout(2000);
      byte[] request = HEX.parseHex("CAFE000000060A0300000001");
      socket.send(
          new DatagramPacket(
              request, request.length, InetAddress.getByName(address.host()), address.port()));
      DatagramPacket answer = new DatagramPacket(new byte[64], 64);
      socket.receive(answer);
      assertThat(HEX.formatHex(Arrays.copyOf(answer.getData(), answer.getLength())))
          .isEqualTo("CAFE000000050A03021234");
    }
  }
}
