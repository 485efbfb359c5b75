/** Files -> what they are, who may hang them on an order and who may take them off. */
@NullMarked
package org.zhiban.rules.attachment;

import org.jspecify.annotations.NullMarked;
