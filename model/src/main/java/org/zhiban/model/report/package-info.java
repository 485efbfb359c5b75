/** Reports of weeks and months, as they were kept. */
@NullMarked
package org.zhiban.model.report;

import org.jspecify.annotations.NullMarked;
