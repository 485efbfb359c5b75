/** What the rules found is put on record. */
@NullMarked
package org.zhiban.gateway.alarms;

import org.jspecify.annotations.NullMarked;
