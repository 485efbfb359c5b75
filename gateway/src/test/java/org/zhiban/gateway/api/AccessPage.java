package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderTransition;

/** The made part of docs/access.md: every call, and every step of an order, by role. */
final class AccessPage {
  private static final List<Role> ROLES = List.of(Role.values());

  private AccessPage() {}

  static String text() {
    return "\n## Calls\n\n"
        + head("call", "| no session ", "| besides ")
        + calls()
        + "\n## Steps of a work order\n\n"
        + head("step", "", "")
        + Arrays.stream(OrderAction.values()).map(AccessPage::step).collect(Collectors.joining());
  }

  private static String head(String first, String before, String after) {
    String roles = ROLES.stream().map(role -> "| " + role.word() + " ").collect(joined());
    String line = "| " + first + " " + before + roles + after + "|";
    return line
        + "\n"
        + "|---".repeat((int) line.chars().filter(c -> c == '|').count() - 1)
        + "|\n";
  }

  private static String calls() {
    Map<String, Access.Row> rows =
        Access.TABLE.stream().collect(Collectors.toMap(Access.Row::operation, Function.identity()));
    StringBuilder text = new StringBuilder();
    Contract.load()
        .getJsonObject("paths")
        .forEach(
            path ->
                ((JsonObject) path.getValue())
                    .forEach(
                        method -> {
                          if (method.getValue() instanceof JsonObject operation
                              && operation.containsKey("operationId")) {
                            String call =
                                method.getKey().toUpperCase(java.util.Locale.ROOT)
                                    + " "
                                    + path.getKey();
                            text.append(
                                row(
                                    call,
                                    Objects.requireNonNull(
                                        rows.get(operation.getString("operationId")))));
                          }
                        }));
    return text.toString();
  }

  private static String row(String call, Access.Row row) {
    return "| `%s` | %s %s| %s |\n"
        .formatted(
            call,
            row.open() ? "yes" : "401",
            ROLES.stream().map(r -> "| " + mark(row.roles().contains(r)) + " ").collect(joined()),
            row.beside());
  }

  private static String step(OrderAction action) {
    Set<Role> roles =
        OrderTransition.TABLE.stream()
            .filter(it -> it.action() == action)
            .flatMap(it -> ROLES.stream().filter(role -> it.open(Set.of(role))))
            .collect(Collectors.toSet());
    return "| `%s` %s|\n"
        .formatted(
            action.word(),
            ROLES.stream().map(r -> "| " + mark(roles.contains(r)) + " ").collect(joined()));
  }

  private static String mark(boolean may) {
    return may ? "yes" : "403";
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining();
  }
}
