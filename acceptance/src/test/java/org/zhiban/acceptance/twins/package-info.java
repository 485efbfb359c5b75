/** The drivers against the twins that stand in for hardware, and against devices that call. */
@NullMarked
package org.zhiban.acceptance.twins;

import org.jspecify.annotations.NullMarked;
