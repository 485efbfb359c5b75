/** Tests. */
@NullMarked
package org.zhiban.rules.expression;

import org.jspecify.annotations.NullMarked;
