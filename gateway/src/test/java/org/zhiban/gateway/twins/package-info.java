/** The drivers against the twins that stand in for hardware. */
@NullMarked
package org.zhiban.gateway.twins;

import org.jspecify.annotations.NullMarked;
