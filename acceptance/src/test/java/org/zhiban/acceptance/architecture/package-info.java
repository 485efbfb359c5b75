/** The arrows of {@code ARCHITECTURE.md} and the habits of the code, held by tests. */
@NullMarked
package org.zhiban.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
