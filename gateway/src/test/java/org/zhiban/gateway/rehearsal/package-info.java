/** Tests of the rehearsal. */
@NullMarked
package org.zhiban.gateway.rehearsal;

import org.jspecify.annotations.NullMarked;
