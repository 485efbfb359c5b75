package org.zhiban.drivers.modbus;

import java.io.IOException;

/** The wire gave no usable answer; says what it gave instead. */
final class NoAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  NoAnswerException(Answer answer) {
    super(answer.toString());
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }

  static NoAnswerException broken(String words) {
    return new NoAnswerException(new Answer.Broken(words));
  }
}
