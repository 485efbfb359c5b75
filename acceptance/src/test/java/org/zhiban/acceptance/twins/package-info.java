/** The drivers against the twins that stand in for hardware. */
@NullMarked
package org.zhiban.acceptance.twins;

import org.jspecify.annotations.NullMarked;
