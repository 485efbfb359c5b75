/** How often somebody may try, and ask. */
@NullMarked
package org.zhiban.rules.access;

import org.jspecify.annotations.NullMarked;
