@NullMarked
package org.zhiban.rules.patrol;

import org.jspecify.annotations.NullMarked;
