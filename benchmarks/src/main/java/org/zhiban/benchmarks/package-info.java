/** Zhiban benchmarks: the figures of the README, each beside its yardstick. */
@NullMarked
package org.zhiban.benchmarks;

import org.jspecify.annotations.NullMarked;
