/** Who may make which call, asked over HTTP. */
@NullMarked
package org.zhiban.gateway.api;

import org.jspecify.annotations.NullMarked;
