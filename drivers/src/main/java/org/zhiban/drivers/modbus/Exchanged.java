package org.zhiban.drivers.modbus;

/** What came of one of several requests that were under way together, and its bytes. */
record Exchanged(Answer answer, FrameBytes frames) {}
