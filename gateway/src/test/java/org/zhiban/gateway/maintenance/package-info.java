/** Tests of the schedule. */
@NullMarked
package org.zhiban.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
