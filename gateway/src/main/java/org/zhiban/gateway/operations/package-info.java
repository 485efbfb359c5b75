/** What must never be lost: the operations store behind its port. */
@NullMarked
package org.zhiban.gateway.operations;

import org.jspecify.annotations.NullMarked;
