@NullMarked
package org.zhiban.drivers.opcua;

import org.jspecify.annotations.NullMarked;
