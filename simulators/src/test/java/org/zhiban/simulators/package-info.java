@NullMarked
package org.zhiban.simulators;

import org.jspecify.annotations.NullMarked;
