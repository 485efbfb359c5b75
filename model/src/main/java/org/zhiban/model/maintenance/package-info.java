/** Planned maintenance: occurrences of plans. */
@NullMarked
package org.zhiban.model.maintenance;

import org.jspecify.annotations.NullMarked;
