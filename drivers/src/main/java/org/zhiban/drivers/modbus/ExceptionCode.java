package org.zhiban.drivers.modbus;

/** Exception codes of the Modbus Application Protocol V1.1b3, chapter 7, in words. */
final class ExceptionCode {
  private static final int ILLEGAL_FUNCTION = 1;
  private static final int ACKNOWLEDGE = 5;
  private static final int ILLEGAL_ADDRESS = 2;
  private static final int ILLEGAL_VALUE = 3;
  private static final int GATEWAY_PATH = 10;
  private static final int GATEWAY_TARGET = 11;

  private ExceptionCode() {}

  /** Whether the device may answer a smaller or another part of what was asked. */
  static boolean ofAddress(int code) {
    return code == ILLEGAL_ADDRESS || code == ILLEGAL_VALUE;
  }

  /** Whether it is a gateway that speaks, in the place of a unit it cannot reach. */
  static boolean ofGateway(int code) {
    return code == GATEWAY_PATH || code == GATEWAY_TARGET;
  }

  /** Whether the device has not done what was asked, and asking otherwise is harmless. */
  static boolean ofFunction(int code) {
    return code == ILLEGAL_FUNCTION;
  }

  /** Whether a write may have been done, or may yet be, though it was answered with the code. */
  static boolean leavesOpen(int code) {
    return code == ACKNOWLEDGE || code == GATEWAY_TARGET;
  }

  /** For people: what the device answered to a write, and what to look at. */
  static String wordsOfWrite(int code) {
    return switch (code) {
      case ILLEGAL_FUNCTION -> refused(code, "illegal function; the device takes no such write");
      case ILLEGAL_ADDRESS ->
          refused(code, "illegal data address; it does not exist or can only be read");
      case ILLEGAL_VALUE -> refused(code, "illegal data value; the device does not take this one");
      default -> words(code);
    };
  }

  /** For people: what the device answered, and what to look at. */
  static String words(int code) {
    String meaning =
        switch (code) {
          case ILLEGAL_FUNCTION -> "illegal function; the device does not know this table";
          case ILLEGAL_ADDRESS -> "illegal data address; check the register numbers";
          case ILLEGAL_VALUE -> "illegal data value; check max_registers_per_read";
          case 4 -> "device failure; look at the device itself";
          case ACKNOWLEDGE -> "acknowledge; the device needs longer";
          case 6 -> "device busy";
          case 7 -> "negative acknowledge";
          case 8 -> "memory parity error; look at the device itself";
          case GATEWAY_PATH -> "gateway path unavailable; check the gateway's ports and units";
          case GATEWAY_TARGET ->
              "gateway target failed to respond; is the unit on, is the line wired?";
          default -> "a code that the standard does not name";
        };
    return refused(code, meaning);
  }

  private static String refused(int code, String meaning) {
    return "the device refused with exception " + code + ", " + meaning;
  }
}
