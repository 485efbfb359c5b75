/** Sites of twins, read by the drivers. */
@NullMarked
package org.zhiban.gateway.twins;

import org.jspecify.annotations.NullMarked;
