/** The commands of ./zhiban. */
@NullMarked
package org.zhiban.gateway.cli;

import org.jspecify.annotations.NullMarked;
