/** Video recorders. */
@NullMarked
package org.zhiban.simulators.video;

import org.jspecify.annotations.NullMarked;
