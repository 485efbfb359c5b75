@NullMarked
package org.zhiban.simulators.mqtt;

import org.jspecify.annotations.NullMarked;
