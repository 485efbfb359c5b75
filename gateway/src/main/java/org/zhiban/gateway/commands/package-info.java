/**
 * Commands to devices: who may, whether life safety or an interlock forbids it, one write, what the
 * device shows afterwards, and the record of all of it.
 */
@NullMarked
package org.zhiban.gateway.commands;

import org.jspecify.annotations.NullMarked;
