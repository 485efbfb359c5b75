/** The vocabulary that all parts share. */
@NullMarked
package org.zhiban.model;

import org.jspecify.annotations.NullMarked;
