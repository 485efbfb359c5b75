/** What the script {@code ./zhiban} does before the program runs, tried on a tree of its own. */
@NullMarked
package org.zhiban.acceptance.launcher;

import org.jspecify.annotations.NullMarked;
