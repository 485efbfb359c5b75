/** The rule engine, beside a loop over arrays. */
@NullMarked
package org.zhiban.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
