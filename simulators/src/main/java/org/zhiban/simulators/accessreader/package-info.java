/** A door with a reader: who passes, and who should not have. */
@NullMarked
package org.zhiban.simulators.accessreader;

import org.jspecify.annotations.NullMarked;
