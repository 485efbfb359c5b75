/** What an order costs: parts, labour, quotes, who pays, who consented and who approved. */
@NullMarked
package org.zhiban.model.cost;

import org.jspecify.annotations.NullMarked;
