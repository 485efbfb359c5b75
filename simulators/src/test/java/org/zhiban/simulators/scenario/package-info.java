@NullMarked
package org.zhiban.simulators.scenario;

import org.jspecify.annotations.NullMarked;
