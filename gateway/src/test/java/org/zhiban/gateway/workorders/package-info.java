/** Tests of what is done with orders on disk. */
@NullMarked
package org.zhiban.gateway.workorders;

import org.jspecify.annotations.NullMarked;
