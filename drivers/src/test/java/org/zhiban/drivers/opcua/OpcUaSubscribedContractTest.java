package org.zhiban.drivers.opcua;

import org.zhiban.drivers.DriverContract;
import org.zhiban.model.site.OpcUaConnection.Mode;

final class OpcUaSubscribedContractTest extends DriverContract {
  @Override
  protected Peer newPeer() {
    return new MiloPeer(Mode.SUBSCRIBE);
  }
}
