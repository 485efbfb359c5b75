package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.model.site.OpcUaEventTypes;

/** The numbers of the standard's event types, against a table that was generated from it. */
class EventTypesTest {
  static Iterable<String> names() {
    return OpcUaEventTypes.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameHasTheNumberOfTheStandard(String name) throws ReflectiveOperationException {
    NodeId standard = (NodeId) NodeIds.class.getField(name).get(null);
    assertThat(OpcUaEventTypes.node(name).map(NodeId::parse)).contains(standard);
  }
}
