package org.zhiban.drivers.modbus;

import static org.zhiban.drivers.modbus.Framing.at;
import static org.zhiban.drivers.modbus.Framing.wordAt;

/** Frames of Modbus TCP, by the Modbus Messaging on TCP/IP Implementation Guide V1.0b, 3.1.3. */
record MbapFraming() implements Framing {
  private static final int PREFIX = 6;
  private static final int VALUES = 9;
  private static final int MIN_LENGTH_FIELD = 3;
  private static final int MAX_LENGTH_FIELD = 254;

  @Override
  public int length(byte[] head, int offset, int have) throws NoAnswerException {
    if (have < PREFIX) {
      return PREFIX;
    }
    int protocol = wordAt(head, offset + 2);
    int length = wordAt(head, offset + 4);
    if (protocol != 0) {
      throw NoAnswerException.broken("what came is not Modbus TCP: protocol id " + protocol);
    }
    if (length < MIN_LENGTH_FIELD || length > MAX_LENGTH_FIELD) {
      throw NoAnswerException.broken("an answer claims a length of " + length + " bytes");
    }
    return PREFIX + length;
  }

  @Override
  public Verdict judge(byte[] frame, int offset, int length, Awaited awaited)
      throws NoAnswerException {
    if (wordAt(frame, offset) != awaited.transaction()) {
      return Verdict.STRAY;
    }
    int unit = at(frame, offset + 6);
    int function = at(frame, offset + 7);
    if (unit != awaited.unit()) {
      throw NoAnswerException.broken(
          "unit " + unit + " answered in place of unit " + awaited.unit());
    }
    int body = length - PREFIX - 2;
    if (function == (awaited.function() | EXCEPTION_FLAG) && body == 1) {
      return Verdict.ANSWER;
    }
    if (function != awaited.function()) {
      throw NoAnswerException.broken(
          "the answer is to function " + function + ", not " + awaited.function());
    }
    if (awaited.ofWrite()) {
      if (body != Awaited.ECHO_BYTES || !awaited.repeated(frame, offset + 8)) {
        throw NoAnswerException.broken("the answer does not repeat what was written");
      }
      return Verdict.ANSWER;
    }
    if (function == DeviceObjects.FUNCTION) {
      return Verdict.ANSWER;
    }
    int count = at(frame, offset + 8);
    if (count != awaited.dataBytes() || body != 1 + count) {
      throw NoAnswerException.broken(
          "the answer holds " + (body - 1) + " bytes, not " + awaited.dataBytes());
    }
    return Verdict.ANSWER;
  }

  @Override
  public int dataAt() {
    return VALUES;
  }

  @Override
  public boolean carriesIds() {
    return true;
  }
}
