/** The models of a site's equipment, stepped together, and what is wrong with them by wish. */
@NullMarked
package org.zhiban.simulators.plant;

import org.jspecify.annotations.NullMarked;
