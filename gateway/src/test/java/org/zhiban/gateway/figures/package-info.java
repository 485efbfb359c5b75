@NullMarked
package org.zhiban.gateway.figures;

import org.jspecify.annotations.NullMarked;
