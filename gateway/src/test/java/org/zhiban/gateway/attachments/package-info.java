/** Tests of the files of orders. */
@NullMarked
package org.zhiban.gateway.attachments;

import org.jspecify.annotations.NullMarked;
