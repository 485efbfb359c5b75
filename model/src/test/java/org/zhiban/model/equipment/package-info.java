@NullMarked
package org.zhiban.model.equipment;

import org.jspecify.annotations.NullMarked;
