@NullMarked
package org.zhiban.drivers;

import org.jspecify.annotations.NullMarked;
