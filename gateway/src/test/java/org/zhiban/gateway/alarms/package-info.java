/** Tests of alarms as they are put on record and told. */
@NullMarked
package org.zhiban.gateway.alarms;

import org.jspecify.annotations.NullMarked;
