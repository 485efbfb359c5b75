@NullMarked
package org.zhiban.gateway.commissioning.sheet;

import org.jspecify.annotations.NullMarked;
