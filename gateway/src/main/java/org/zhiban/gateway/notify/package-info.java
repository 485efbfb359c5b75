/** From alarms to people: what is due is written with the alarm's step, then sent until taken. */
@NullMarked
package org.zhiban.gateway.notify;

import org.jspecify.annotations.NullMarked;
