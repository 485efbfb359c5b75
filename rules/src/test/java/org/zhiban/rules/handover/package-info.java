/** Tests of the handover book. */
@NullMarked
package org.zhiban.rules.handover;

import org.jspecify.annotations.NullMarked;
