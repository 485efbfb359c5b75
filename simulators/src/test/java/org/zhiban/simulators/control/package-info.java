@NullMarked
package org.zhiban.simulators.control;

import org.jspecify.annotations.NullMarked;
