/** Spare parts on their shelves, and what moved. */
@NullMarked
package org.zhiban.model.stock;

import org.jspecify.annotations.NullMarked;
