@NullMarked
package org.zhiban.gateway.storage;

import org.jspecify.annotations.NullMarked;
