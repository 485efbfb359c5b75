/** The control API: what can go wrong, and making it go wrong. On the loopback only. */
@NullMarked
package org.zhiban.simulators.control;

import org.jspecify.annotations.NullMarked;
