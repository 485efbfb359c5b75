/** The data folder, and SQLite files that keep what they were given. */
@NullMarked
package org.zhiban.gateway.storage;

import org.jspecify.annotations.NullMarked;
