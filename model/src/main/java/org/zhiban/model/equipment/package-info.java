/** Equipment classes, their canonical point names and their state. */
@NullMarked
package org.zhiban.model.equipment;

import org.jspecify.annotations.NullMarked;
