/** Notices to residents: who may take which step, and when. */
@NullMarked
package org.zhiban.rules.notice;

import org.jspecify.annotations.NullMarked;
