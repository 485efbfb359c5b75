/**
 * What many alarms at once mean: which began it, how many a person can take, and when it is a flood
 * (EEMUA 191, ISA-18.2 / IEC 62682).
 */
@NullMarked
package org.zhiban.rules.flood;

import org.jspecify.annotations.NullMarked;
