/** Notices to residents, from draft to file. */
@NullMarked
package org.zhiban.gateway.notices;

import org.jspecify.annotations.NullMarked;
