@NullMarked
package org.zhiban.gateway.config.shipped;

import org.jspecify.annotations.NullMarked;
