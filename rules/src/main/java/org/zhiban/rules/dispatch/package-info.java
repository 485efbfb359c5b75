/** From an order to the people who could do it, ranked, with the reasons. */
@NullMarked
package org.zhiban.rules.dispatch;

import org.jspecify.annotations.NullMarked;
