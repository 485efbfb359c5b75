@NullMarked
package org.zhiban.gateway.operations.sql;

import org.jspecify.annotations.NullMarked;
