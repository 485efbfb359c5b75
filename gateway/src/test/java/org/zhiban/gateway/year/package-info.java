/** A year of a site of two hundred equipments, in a minute. */
@NullMarked
package org.zhiban.gateway.year;

import org.jspecify.annotations.NullMarked;
