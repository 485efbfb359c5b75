/** Stories: faults along a line of time. */
@NullMarked
package org.zhiban.simulators.scenario;

import org.jspecify.annotations.NullMarked;
