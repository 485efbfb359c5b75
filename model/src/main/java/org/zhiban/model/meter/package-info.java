/** Meters that people read by eye, and what was read. */
@NullMarked
package org.zhiban.model.meter;

import org.jspecify.annotations.NullMarked;
