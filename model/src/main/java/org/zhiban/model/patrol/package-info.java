/** Walks of routes, and what proves that somebody was there. */
@NullMarked
package org.zhiban.model.patrol;

import org.jspecify.annotations.NullMarked;
