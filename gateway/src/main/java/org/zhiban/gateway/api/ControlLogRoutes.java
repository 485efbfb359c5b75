package org.zhiban.gateway.api;

import java.time.Instant;
import java.util.OptionalLong;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.handover.LogLine;
import org.zhiban.rules.handover.ControlLog;

/** The control room's log: read, and written to; nothing in it is changed. */
final class ControlLogRoutes {
  private final Running gateway;
  private final Repeats repeats;

  ControlLogRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer list(Call call) {
    if (call.query("after").filter(it -> !it.matches("\\d{1,18}")).isPresent()) {
      throw Refusal.badRequest("after: the number of a line, as next says it");
    }
    return Answer.ok(
        Paging.view(
            gateway.store().query(q -> q.controlLog().lines(Paging.request(call, 100))),
            HandoverBookView::line));
  }

  Answer write(Call call) {
    return repeats.once(call, tx -> written(tx, call));
  }

  private Repeats.Done written(OperationsTransaction tx, Call call) {
    Instant now = gateway.clock().instant();
    return switch (ControlLog.write(
        tx.controlLog().last().map(LogLine::number).orElse(0L),
        call.caller().user(),
        call.text("text").orElse(""),
        call.text("happened_at")
            .map(text -> Times.parse("happened_at", text, gateway.site().zone())),
        call.body().getLong("corrects") == null
            ? OptionalLong.empty()
            : OptionalLong.of(call.body().getLong("corrects")),
        now)) {
      case ControlLog.Written.Refused(var reason) ->
          throw Refusal.badRequest(
              reason.words(gateway.site().zone()).in(new AlarmRoutes(gateway).language(call)));
      case ControlLog.Written.Done(var line) -> {
        tx.controlLog().add(line);
        tx.audit(
            new AuditEntry.Draft(
                now,
                call.caller().user(),
                "control_log",
                Long.toString(line.number()),
                HandoverBookView.line(line).encode(),
                call.origin()));
        yield new Repeats.Done(
            Answer.created(HandoverBookView.line(line)), new Happening.LogWritten(line));
      }
    };
  }
}
