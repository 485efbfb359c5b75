/** Tests of lending. */
@NullMarked
package org.zhiban.rules.lending;

import org.jspecify.annotations.NullMarked;
