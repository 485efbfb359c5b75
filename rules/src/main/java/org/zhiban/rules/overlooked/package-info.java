/** What should be done by now and is not, told once. */
@NullMarked
package org.zhiban.rules.overlooked;

import org.jspecify.annotations.NullMarked;
