/** A site's files without the secrets that are written out in them. */
@NullMarked
package org.zhiban.gateway.config.clear;

import org.jspecify.annotations.NullMarked;
