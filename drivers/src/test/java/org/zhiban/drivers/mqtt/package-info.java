@NullMarked
package org.zhiban.drivers.mqtt;

import org.jspecify.annotations.NullMarked;
