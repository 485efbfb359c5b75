/** The templates of real equipment that come with the program. */
@NullMarked
package org.zhiban.gateway.config.shipped;

import org.jspecify.annotations.NullMarked;
