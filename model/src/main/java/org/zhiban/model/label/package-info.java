/** Labels by which anybody in front of an equipment or at a place reports a fault. */
@NullMarked
package org.zhiban.model.label;

import org.jspecify.annotations.NullMarked;
