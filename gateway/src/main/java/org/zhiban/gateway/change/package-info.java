/** What differs between two versions of a site, and how a running gateway takes it. */
@NullMarked
package org.zhiban.gateway.change;

import org.jspecify.annotations.NullMarked;
