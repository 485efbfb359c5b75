/** Alarm transitions to work orders, and what may be done with an order: pure. */
@NullMarked
package org.zhiban.rules.workorder;

import org.jspecify.annotations.NullMarked;
