/** Modbus flat out, beside the raw libraries. */
@NullMarked
package org.zhiban.benchmarks.modbus;

import org.jspecify.annotations.NullMarked;
