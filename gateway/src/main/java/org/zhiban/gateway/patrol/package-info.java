/** Walks of routes: planned by the clock, proved by cards and by people. */
@NullMarked
package org.zhiban.gateway.patrol;

import org.jspecify.annotations.NullMarked;
