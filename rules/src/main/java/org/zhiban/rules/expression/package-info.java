/**
 * Expressions of the configuration language: CEL over a site's points, in three-valued logic.
 *
 * <p>The common subset (comparisons, and, or, not, arithmetic, {@code in}, the conditional) becomes
 * plain objects over the point table; whatever else CEL has is left to its own evaluator.
 */
@NullMarked
package org.zhiban.rules.expression;

import org.jspecify.annotations.NullMarked;
