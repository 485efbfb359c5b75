package org.zhiban.drivers.opcua;

import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;

/**
 * An input argument as the server declares it (OPC 10000-3, 8.6).
 *
 * @param type the built-in type that it travels as; Variant takes any; empty: it is of a structure
 * @param list whether it wants an array
 */
record MethodArgument(String name, Optional<OpcUaDataType> type, boolean list) {
  String words() {
    return name + ": " + type.map(Enum::name).orElse("a structure") + (list ? "[]" : "");
  }
}
