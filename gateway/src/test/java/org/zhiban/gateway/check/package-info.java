/** Tests of the command {@code check}. */
@NullMarked
package org.zhiban.gateway.check;

import org.jspecify.annotations.NullMarked;
