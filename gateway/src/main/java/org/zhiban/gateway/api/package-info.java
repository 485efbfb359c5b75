/** HTTP and WebSocket. */
@NullMarked
package org.zhiban.gateway.api;

import org.jspecify.annotations.NullMarked;
