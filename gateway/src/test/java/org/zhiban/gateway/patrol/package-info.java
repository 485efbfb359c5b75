@NullMarked
package org.zhiban.gateway.patrol;

import org.jspecify.annotations.NullMarked;
