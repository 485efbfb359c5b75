/** The gateway under load while it is killed: what was acknowledged is there, once. */
@NullMarked
package org.zhiban.acceptance.endurance;

import org.jspecify.annotations.NullMarked;
