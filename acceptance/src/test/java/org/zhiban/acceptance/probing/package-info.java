/** Requests that nobody should make, made by the thousand. */
@NullMarked
package org.zhiban.acceptance.probing;

import org.jspecify.annotations.NullMarked;
