/** The operations store in a relational database: one class a table or two, and a dialect each. */
@NullMarked
package org.zhiban.gateway.operations.sql;

import org.jspecify.annotations.NullMarked;
