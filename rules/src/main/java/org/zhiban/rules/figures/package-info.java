/** What orders, visits and alarms amount to: each figure with the rows that it counts. Pure. */
@NullMarked
package org.zhiban.rules.figures;

import org.jspecify.annotations.NullMarked;
