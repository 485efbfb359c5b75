/** Tests of many alarms at once. */
@NullMarked
package org.zhiban.rules.flood;

import org.jspecify.annotations.NullMarked;
