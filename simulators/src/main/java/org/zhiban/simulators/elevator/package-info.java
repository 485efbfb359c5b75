/** A lift: a car, its doors, and who rides it. */
@NullMarked
package org.zhiban.simulators.elevator;

import org.jspecify.annotations.NullMarked;
