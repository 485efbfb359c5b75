/** From routes to walks: planned, proved, missed. */
@NullMarked
package org.zhiban.rules.patrol;

import org.jspecify.annotations.NullMarked;
