/**
 * The command {@code check}: what a site says, what it costs its links, what of it cannot be met,
 * and whether its rule tests hold.
 */
@NullMarked
package org.zhiban.gateway.check;

import org.jspecify.annotations.NullMarked;
