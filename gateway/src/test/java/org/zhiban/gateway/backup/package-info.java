@NullMarked
package org.zhiban.gateway.backup;

import org.jspecify.annotations.NullMarked;
