/** A fire alarm panel, as seen through its gateway. It is only ever observed. */
@NullMarked
package org.zhiban.simulators.firepanel;

import org.jspecify.annotations.NullMarked;
