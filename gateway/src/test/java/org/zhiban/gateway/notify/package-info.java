/** Tests of messages on their way. */
@NullMarked
package org.zhiban.gateway.notify;

import org.jspecify.annotations.NullMarked;
