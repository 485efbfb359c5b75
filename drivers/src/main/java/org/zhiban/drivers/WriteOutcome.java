package org.zhiban.drivers;

/** What came of writing a value to a device. The words are for a person. */
public sealed interface WriteOutcome {
  /** The device says that it took the value. */
  record Written() implements WriteOutcome {}

  /** The value cannot be said in the terms of its place in the device; nothing was sent. */
  record Unfit(String words) implements WriteOutcome {}

  /** The link is down or too busy; nothing was sent. */
  record NotSent(String words) implements WriteOutcome {}

  /** The device was asked and said no. */
  record Refused(String words) implements WriteOutcome {}

  /** It was sent, or may have been, and no answer tells what became of it. */
  record Unknown(String words) implements WriteOutcome {}
}
