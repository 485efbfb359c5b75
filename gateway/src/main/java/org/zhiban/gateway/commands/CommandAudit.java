package org.zhiban.gateway.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zhiban.gateway.operations.AuditEntry;

/** The audit's lines of a command: one before the write goes out, one at the end. */
final class CommandAudit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommandAudit() {}

  static AuditEntry.Draft begun(CommandOrder order, Instant time) {
    return entry(order, time, "command", details(order));
  }

  static AuditEntry.Draft ended(CommandOrder order, CommandResult result, Instant time) {
    Map<String, Object> details = details(order);
    if (result instanceof CommandResult.Refused refused) {
      details.put("why", refused.words().en());
    }
    return entry(order, time, "command_" + result.word(), details);
  }

  private static Map<String, Object> details(CommandOrder order) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("value", order.value());
    details.put("reason", order.reason());
    return details;
  }

  private static AuditEntry.Draft entry(
      CommandOrder order, Instant time, String action, Map<String, Object> details) {
    try {
      return new AuditEntry.Draft(
          time,
          order.user(),
          action,
          order.point().toString(),
          JSON.writeValueAsString(details),
          order.origin());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of scalars is JSON", e);
    }
  }
}
