/** Papers of equipment that run out, and who was told of it when. */
@NullMarked
package org.zhiban.model.paper;

import org.jspecify.annotations.NullMarked;
