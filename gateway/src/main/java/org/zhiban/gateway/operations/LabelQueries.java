package org.zhiban.gateway.operations;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.label.Label;

/** What can be asked of labels. */
public interface LabelQueries {
  /** Also one that was revoked. */
  Optional<Label> find(String id);

  /** Those that were not revoked: of equipment by its id, then of places by their words. */
  List<Label> standing();
}
