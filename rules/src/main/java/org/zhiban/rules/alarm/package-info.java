/** Samples to alarm transitions: pure, replayable. */
@NullMarked
package org.zhiban.rules.alarm;

import org.jspecify.annotations.NullMarked;
