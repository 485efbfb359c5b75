package org.zhiban.simulators.link;

/** Where the twin of a connection is reached. */
public sealed interface TwinAddress {
  /** As a person would type it. */
  String text();

  /** Modbus TCP. */
  record ModbusTcp(String host, int port) implements TwinAddress {
    @Override
    public String text() {
      return "modbus+tcp://" + host + ":" + port;
    }
  }

  /** RTU frames through a TCP socket; the twin of a serial line too. */
  record ModbusRtuOverTcp(String host, int port) implements TwinAddress {
    @Override
    public String text() {
      return "modbus+rtu+tcp://" + host + ":" + port;
    }
  }

  /** Modbus TCP frames in datagrams. */
  record ModbusUdp(String host, int port) implements TwinAddress {
    @Override
    public String text() {
      return "modbus+udp://" + host + ":" + port;
    }
  }

  /** An OPC UA endpoint without security; it takes anybody and the site's own user. */
  record OpcUa(String endpoint) implements TwinAddress {
    @Override
    public String text() {
      return endpoint;
    }
  }

  /** A broker for MQTT 5 and 3.1.1; it takes the site's own user. */
  record Broker(String url) implements TwinAddress {
    @Override
    public String text() {
      return url;
    }
  }

  /** Devices that publish to the gateway's own port. */
  record Publisher(int port) implements TwinAddress {
    @Override
    public String text() {
      return "publishes to port " + port;
    }
  }
}
