/** The figures can be measured. */
@NullMarked
package org.zhiban.benchmarks;

import org.jspecify.annotations.NullMarked;
