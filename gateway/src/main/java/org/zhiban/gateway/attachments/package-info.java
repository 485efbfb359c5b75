/** The files of work orders: their bytes in the data folder, their record in the store. */
@NullMarked
package org.zhiban.gateway.attachments;

import org.jspecify.annotations.NullMarked;
