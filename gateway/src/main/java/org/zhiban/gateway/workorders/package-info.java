/** Orders are opened, moved and looked up. */
@NullMarked
package org.zhiban.gateway.workorders;

import org.jspecify.annotations.NullMarked;
