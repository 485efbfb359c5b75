/** Tests of the store of spare parts. */
@NullMarked
package org.zhiban.rules.stock;

import org.jspecify.annotations.NullMarked;
