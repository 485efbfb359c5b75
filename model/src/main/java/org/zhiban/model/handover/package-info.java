/** The handover book of shifts, and the log of the control room. */
@NullMarked
package org.zhiban.model.handover;

import org.jspecify.annotations.NullMarked;
