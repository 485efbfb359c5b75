/** Points read from OPC UA servers, by subscription or by polling. */
@NullMarked
package org.zhiban.drivers.opcua;

import org.jspecify.annotations.NullMarked;
