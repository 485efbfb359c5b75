package org.zhiban.drivers.opcua;

import org.zhiban.drivers.NetworkContract;
import org.zhiban.model.site.OpcUaConnection.Mode;

final class OpcUaSubscribedContractTest extends NetworkContract {
  @Override
  protected NetworkPeer newPeer() {
    return new MiloPeer(Mode.SUBSCRIBE);
  }
}
