package org.zhiban.drivers.opcua;

import org.zhiban.drivers.DrivenPoint;

/** Where a command goes. */
sealed interface Commanded permits NodePoint, MethodPoint {
  DrivenPoint point();

  /** What is asked of the server, for a person. */
  String asked(double value);
}
