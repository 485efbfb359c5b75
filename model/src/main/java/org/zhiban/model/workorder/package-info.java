/** Work orders: their states, their legal transitions and their evidence. */
@NullMarked
package org.zhiban.model.workorder;

import org.jspecify.annotations.NullMarked;
