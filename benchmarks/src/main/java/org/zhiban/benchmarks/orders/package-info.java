/** From a fault in a device to its order on disk, beside a bare poll. */
@NullMarked
package org.zhiban.benchmarks.orders;

import org.jspecify.annotations.NullMarked;
