@NullMarked
package org.zhiban.simulators.plant;

import org.jspecify.annotations.NullMarked;
