package org.zhiban.model.site;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/** A company that works under contract. */
public record Contractor(
    String id, LocalizedText name, List<String> trades, Optional<String> contact) {
  public Contractor {
    trades = List.copyOf(trades);
  }
}
