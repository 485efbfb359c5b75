/** Tests. */
@NullMarked
package org.zhiban.rules.alarm;

import org.jspecify.annotations.NullMarked;
