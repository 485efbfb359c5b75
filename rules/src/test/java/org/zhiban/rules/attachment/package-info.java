/** Tests of what hangs on an order. */
@NullMarked
package org.zhiban.rules.attachment;

import org.jspecify.annotations.NullMarked;
