package org.zhiban.rules.alarm;

import org.zhiban.rules.alarm.kind.LastHeard;

/**
 * When a read was taken.
 *
 * @param heard which points were heard of
 * @param present of the call, by the rules' time
 * @param time of the device, by the rules' time
 */
record LastRead(LastHeard heard, long present, long time) {}
