/** What of a reading is taken, and what was used. */
@NullMarked
package org.zhiban.rules.meter;

import org.jspecify.annotations.NullMarked;
