/** Tests of commands. */
@NullMarked
package org.zhiban.gateway.commands;

import org.jspecify.annotations.NullMarked;
