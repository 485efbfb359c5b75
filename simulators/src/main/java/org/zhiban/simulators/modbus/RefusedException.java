package org.zhiban.simulators.modbus;

/** The unit answers with an exception code of the protocol's section 7. */
final class RefusedException extends Exception {
  static final int ILLEGAL_FUNCTION = 1;
  static final int ILLEGAL_ADDRESS = 2;
  static final int ILLEGAL_VALUE = 3;
  static final int DEVICE_FAILURE = 4;

  private final int code;

  RefusedException(int code) {
    super("exception code " + code, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }
}
