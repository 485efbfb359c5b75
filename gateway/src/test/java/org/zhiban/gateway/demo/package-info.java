/** The demo site, and how its equipment lives. */
@NullMarked
package org.zhiban.gateway.demo;

import org.jspecify.annotations.NullMarked;
