/** Tests of the ways out of the building. */
@NullMarked
package org.zhiban.gateway.notify.channel;

import org.jspecify.annotations.NullMarked;
