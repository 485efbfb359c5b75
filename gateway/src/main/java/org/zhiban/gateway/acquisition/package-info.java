/** Samples come in: one verticle a link, one writer of what is known. */
@NullMarked
package org.zhiban.gateway.acquisition;

import org.jspecify.annotations.NullMarked;
