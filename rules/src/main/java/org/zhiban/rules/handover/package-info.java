/** What stands when a shift is handed over, who signs for it, and what is written in the log. */
@NullMarked
package org.zhiban.rules.handover;

import org.jspecify.annotations.NullMarked;
