/** What may move in the store of spare parts, and when its keeper is told. */
@NullMarked
package org.zhiban.rules.stock;

import org.jspecify.annotations.NullMarked;
