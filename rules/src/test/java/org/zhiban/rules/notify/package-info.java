/** Tests of who is told what, when. */
@NullMarked
package org.zhiban.rules.notify;

import org.jspecify.annotations.NullMarked;
