@NullMarked
package org.zhiban.gateway.operations;

import org.jspecify.annotations.NullMarked;
