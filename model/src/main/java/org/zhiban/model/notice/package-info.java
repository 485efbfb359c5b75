/** Notices to residents of outages and works. */
@NullMarked
package org.zhiban.model.notice;

import org.jspecify.annotations.NullMarked;
