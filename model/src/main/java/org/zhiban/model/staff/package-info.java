/** The people of a site and their roles. */
@NullMarked
package org.zhiban.model.staff;

import org.jspecify.annotations.NullMarked;
