@NullMarked
package org.zhiban.simulators.opcua;

import org.jspecify.annotations.NullMarked;
