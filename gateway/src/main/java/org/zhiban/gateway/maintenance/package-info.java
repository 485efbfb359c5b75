/** The schedule is worked off. */
@NullMarked
package org.zhiban.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
