package org.zhiban.gateway.operations;

import org.zhiban.model.label.Label;

/** What can be changed in labels. */
public interface LabelRecords extends LabelQueries {
  /** Saves a label; of one that is there, that it was revoked. An equipment has one that stands. */
  void save(Label label);
}
