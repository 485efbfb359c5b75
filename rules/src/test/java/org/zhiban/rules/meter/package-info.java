/** Tests of meters and readings. */
@NullMarked
package org.zhiban.rules.meter;

import org.jspecify.annotations.NullMarked;
