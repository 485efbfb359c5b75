/** What watchers are told while it happens. */
@NullMarked
package org.zhiban.gateway.live;

import org.jspecify.annotations.NullMarked;
