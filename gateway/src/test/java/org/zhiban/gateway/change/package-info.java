/** Tests of what a site may be changed to while it runs. */
@NullMarked
package org.zhiban.gateway.change;

import org.jspecify.annotations.NullMarked;
