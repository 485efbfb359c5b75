/** Checkpoints of a patrol. */
@NullMarked
package org.zhiban.simulators.patrol;

import org.jspecify.annotations.NullMarked;
