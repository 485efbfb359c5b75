/** What may be lent to whom, and what comes back. */
@NullMarked
package org.zhiban.rules.lending;

import org.jspecify.annotations.NullMarked;
