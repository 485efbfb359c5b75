/** What stands in for one connection of a site, whatever protocol it speaks. */
@NullMarked
package org.zhiban.simulators.link;

import org.jspecify.annotations.NullMarked;
