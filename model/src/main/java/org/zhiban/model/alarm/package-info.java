/** Alarms as orthogonal axes after ISA-18.2, IEC 62682 and OPC UA Part 9. */
@NullMarked
package org.zhiban.model.alarm;

import org.jspecify.annotations.NullMarked;
