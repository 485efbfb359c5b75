/** What hangs on a work order as a file: photographs, signatures, documents. */
@NullMarked
package org.zhiban.model.attachment;

import org.jspecify.annotations.NullMarked;
