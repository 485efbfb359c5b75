/**
 * Everything that is kept, as one file: how it is held still while a gateway runs, written, proven
 * and brought back.
 */
@NullMarked
package org.zhiban.gateway.backup;

import org.jspecify.annotations.NullMarked;
