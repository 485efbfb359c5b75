/** Sites and rules for tests. */
@NullMarked
package org.zhiban.rules;

import org.jspecify.annotations.NullMarked;
