/** Keys, tools and visitors' badges, and who has them. */
@NullMarked
package org.zhiban.model.lending;

import org.jspecify.annotations.NullMarked;
