/**
 * Modbus over TCP, UDP, RTU over TCP and serial lines: a planned, paced and guarded poll of one
 * link.
 */
@NullMarked
package org.zhiban.drivers.modbus;

import org.jspecify.annotations.NullMarked;
