/** Tests of who is given an order. */
@NullMarked
package org.zhiban.rules.dispatch;

import org.jspecify.annotations.NullMarked;
