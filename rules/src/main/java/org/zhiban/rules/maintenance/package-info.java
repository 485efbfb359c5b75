/** Plans to what is due, absorbed and missed: pure. */
@NullMarked
package org.zhiban.rules.maintenance;

import org.jspecify.annotations.NullMarked;
