/** A booster pump and its set: water supply under pressure. */
@NullMarked
package org.zhiban.simulators.pump;

import org.jspecify.annotations.NullMarked;
