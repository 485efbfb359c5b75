/** Tests of what stands on a terminal. */
@NullMarked
package org.zhiban.gateway.terminal;

import org.jspecify.annotations.NullMarked;
