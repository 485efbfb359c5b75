/** Tests of what orders cost. */
@NullMarked
package org.zhiban.rules.cost;

import org.jspecify.annotations.NullMarked;
