/** What an order costs, who pays, and who must agree first. */
@NullMarked
package org.zhiban.rules.cost;

import org.jspecify.annotations.NullMarked;
