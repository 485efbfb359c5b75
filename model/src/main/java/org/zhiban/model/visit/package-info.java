/** Return visits: who is asked after a repair, by lot, and what was said. */
@NullMarked
package org.zhiban.model.visit;

import org.jspecify.annotations.NullMarked;
