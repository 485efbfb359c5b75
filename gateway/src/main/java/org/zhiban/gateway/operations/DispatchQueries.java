package org.zhiban.gateway.operations;

import java.util.List;
import org.zhiban.rules.dispatch.OpenWork;

/** What people have in hand. */
public interface DispatchQueries {
  /** Every open order that somebody has; those that are alike are counted together. */
  List<OpenWork> workInHand();
}
