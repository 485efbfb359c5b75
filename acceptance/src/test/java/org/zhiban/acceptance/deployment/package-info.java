/** The files a container host reads, checked without one. */
@NullMarked
package org.zhiban.acceptance.deployment;

import org.jspecify.annotations.NullMarked;
