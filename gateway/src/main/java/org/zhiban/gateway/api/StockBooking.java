package org.zhiban.gateway.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.stock.Part;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.rules.notify.Advice;
import org.zhiban.rules.stock.Stock;
import org.zhiban.rules.stock.StockRefusal;

/**
 * What moves in the stock: the part, its movement and what is told of it, in the transaction of
 * whatever moved it.
 */
record StockBooking(Running gateway) {

  /** The fields of an action; those of a part of the stock with its name and its price. */
  Map<String, String> filled(
      OperationsTransaction tx, OrderAction action, Map<String, String> fields) {
    Optional<String> wanted =
        Optional.ofNullable(fields.get("stock")).map(String::strip).filter(it -> !it.isEmpty());
    if (action != OrderAction.ADD_PART || wanted.isEmpty()) {
      return fields;
    }
    Part part =
        tx.stock()
            .part(wanted.get())
            .orElseThrow(() -> Refusal.badRequest("stock: there is no part " + wanted.get()));
    return Stock.filled(fields, part, gateway.site().service().charges());
  }

  /** Moves what lines of an order's books issue or bring back; refuses by throwing. */
  List<Happening> booked(OperationsTransaction tx, Call call, List<CostLine> lines, Instant now) {
    List<Happening> told = new ArrayList<>();
    for (CostLine line : lines) {
      line.part()
          .flatMap(tx.stock()::part)
          .ifPresent(part -> told.add(record(tx, done(call, Stock.booked(part, line, now)), now)));
    }
    return told;
  }

  Stock.Outcome.Done done(Call call, Stock.Outcome outcome) {
    return switch (outcome) {
      case Stock.Outcome.Done done -> done;
      case Stock.Outcome.Refused(StockRefusal reason) -> {
        String words = reason.words().in(new AlarmRoutes(gateway).language(call));
        throw reason instanceof StockRefusal.WrongField
            ? Refusal.badRequest(words)
            : Refusal.conflict(words);
      }
    };
  }

  /** Puts a change of a part that is there on record, and tells once where it fell. */
  Happening record(OperationsTransaction tx, Stock.Outcome.Done done, Instant now) {
    tx.stock().save(done.part());
    done.movement().ifPresent(tx.stock()::add);
    if (done.fell()) {
      new Advice(gateway.site()).of(Stock.words(done.part()), now).forEach(tx::add);
    }
    return new Happening.StockStep(done.part().id());
  }
}
