package org.zhiban.acceptance.probing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.zhiban.acceptance.probing.Operation.Parameter;

/** Requests that are wrong somewhere, made from the contract by a seed. */
final class Probes {
  /** They would end the sessions that the others need. */
  private static final List<String> ENDING = List.of("signOut");

  private static final List<String> METHODS =
      List.of(
          "GET",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "PROPFIND",
          "get",
          "FOO");
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/json; charset=utf-7",
          "application/json;;",
          "application/problem+json",
          "json",
          "*/*",
          "");
  private static final List<String> HEADERS =
      List.of(
          "Idempotency-Key",
          "If-Match",
          "Cookie",
          "Accept",
          "Accept-Language",
          "Accept-Encoding",
          "Origin",
          "Sec-Fetch-Site",
          "Range",
          "Content-Encoding",
          "X-HTTP-Method-Override",
          "X-Forwarded-For",
          "Forwarded",
          "Upgrade",
          "Expect",
          "Referer");

  private final long seed;
  private final List<Operation> operations;
  private final List<Somebody> people;
  private final Map<String, List<String>> known;

  /**
   * Who calls.
   *
   * @param role empty: nobody is signed in
   */
  record Somebody(String role, String token) {}

  /**
   * @param known names of things that there are, by parameter
   */
  Probes(
      long seed,
      List<Operation> operations,
      List<Somebody> people,
      Map<String, List<String>> known) {
    this.seed = seed;
    this.operations = operations;
    this.people = people;
    this.known = known;
  }

  Probe probe(int number) {
    Dice dice = new Dice(seed * 1_000_003 + number);
    Operation operation = operations.get(number % operations.size());
    Somebody who = ENDING.contains(operation.id()) ? people.getLast() : dice.of(people);
    Draft draft = new Draft(operation, dice);
    boolean framing = false;
    List<String> what = new ArrayList<>();
    int faults = 1 + (dice.oneIn(3) ? 1 : 0);
    for (int fault = 0; fault < faults; fault++) {
      switch (dice.below(12)) {
        case 0, 1 -> what.add(draft.oddAddress());
        case 2, 3 -> what.add(draft.oddQuery());
        case 4, 5, 6 -> what.add(draft.oddField());
        case 7, 8 -> what.add(draft.oddBody());
        case 9 -> what.add(draft.oddType());
        case 10 -> what.add(draft.oddHeader());
        default -> {
          if (dice.oneIn(2)) {
            what.add(draft.oddMethod());
          } else {
            what.add(draft.oddFrame());
            framing = true;
          }
        }
      }
    }
    boolean forbidden =
        !operation.roles().isEmpty()
            && !operation.roles().contains(who.role())
            && draft.method.equals(operation.method());
    return new Probe(
        number,
        String.join(", ", what),
        operation,
        who.role().isEmpty() ? "nobody" : who.role(),
        forbidden,
        framing,
        new String(draft.bytes(who), StandardCharsets.ISO_8859_1));
  }

  private final class Draft {
    private final Operation operation;
    private final Dice dice;
    private final Map<String, String> inPath = new LinkedHashMap<>();
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method;
    private ObjectNode fields;
    private byte[] body = new byte[0];
    private boolean ownBody;

    Draft(Operation operation, Dice dice) {
      this.operation = operation;
      this.dice = dice;
      method = operation.method();
      fields = operation.validBody();
      for (Parameter parameter : operation.parameters()) {
        if (parameter.in().equals("path")) {
          inPath.put(parameter.name(), usual(parameter));
        }
      }
      headers.put("Host", "127.0.0.1");
      if (operation.body().isPresent()) {
        headers.put("Content-Type", "application/json");
      }
    }

    private String usual(Parameter parameter) {
      if (parameter.schema().has("enum")) {
        return dice.of(
            parameter.schema().path("enum").valueStream().map(one -> one.asText()).toList());
      }
      return dice.of(known.getOrDefault(parameter.name(), List.of("none")));
    }

    String oddAddress() {
      if (inPath.isEmpty() || operation.id().equals("setPassword")) {
        return oddQuery();
      }
      String name = dice.of(List.copyOf(inPath.keySet()));
      inPath.put(name, dice.inAddress());
      return "odd " + name;
    }

    String oddQuery() {
      List<Parameter> named =
          operation.parameters().stream().filter(one -> one.in().equals("query")).toList();
      int times = 1 + dice.below(3);
      for (int i = 0; i < times; i++) {
        String name = named.isEmpty() || dice.oneIn(6) ? dice.inAddress() : dice.of(named).name();
        query.add(dice.oneIn(8) ? name : name + "=" + dice.inAddress());
      }
      return "odd query";
    }

    String oddField() {
      if (fields.isEmpty()) {
        return oddBody();
      }
      List<String> names = fields.propertyStream().map(Map.Entry::getKey).toList();
      String name = dice.of(names);
      switch (dice.below(4)) {
        case 0 -> fields.remove(name);
        case 1 -> fields.set(dice.text(), dice.value());
        default -> fields.set(name, dice.value());
      }
      return "odd " + name;
    }

    String oddBody() {
      ownBody = true;
      String usual = operation.validBody().toString();
      body =
          switch (dice.below(14)) {
            case 0 -> new byte[0];
            case 1 -> bytes(dice.of(List.of("null", "[]", "\"text\"", "1", "true", "[{}]")));
            case 2 -> bytes(usual.substring(0, dice.below(usual.length() + 1)));
            case 3 -> bytes(usual + dice.of(List.of("x", "}", ",", "\u0000", usual)));
            case 4 -> bytes("\uFEFF" + usual);
            case 5 -> bytes("{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000));
            case 6 -> bytes("[".repeat(60_000));
            case 7 -> bytes("{\"value\":" + "9".repeat(60_000) + "}");
            case 8 -> bytes("{\"content\":\"" + "x".repeat(70_000) + "\"}");
            case 9 ->
                concat(
                    bytes("{\"content\":\""),
                    new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0x80},
                    bytes("\"}"));
            case 10 -> bytes("{\"content\":\"\\ud800\",\"reason\":\"\\u0000\"}");
            case 11 ->
                bytes("{\"content\":\"a\",\"content\":\"b\",\"__proto__\":{},\"value\":1e400}");
            case 12 -> bytes("{'content': NaN}");
            default -> usual.getBytes(StandardCharsets.UTF_16);
          };
      headers.putIfAbsent("Content-Type", "application/json");
      return "odd body";
    }

    String oddType() {
      String type = dice.of(TYPES);
      headers.put("Content-Type", type);
      return "content type " + type;
    }

    String oddHeader() {
      String name = dice.of(HEADERS);
      String value =
          switch (dice.below(6)) {
            case 0 -> "x".repeat(dice.below(12_000));
            case 1 -> "gzip, chunked";
            case 2 -> "http://evil.example";
            case 3 -> "zhiban_session=" + dice.inAddress();
            case 4 -> "bytes=-1,0-0,99999999999-";
            default -> dice.text().replaceAll("[\r\n\0]", "");
          };
      headers.put(name, value);
      return "odd " + name;
    }

    String oddMethod() {
      method = dice.of(METHODS);
      return "method " + method;
    }

    String oddFrame() {
      String fault =
          dice.of(
              List.of(
                  "Content-Length: -1",
                  "Content-Length: 99999999999999999999",
                  "Content-Length: 5\r\nContent-Length: 6",
                  "Transfer-Encoding: chunked\r\nContent-Length: 3",
                  "Transfer-Encoding: gzip",
                  "Host: a\r\nHost: b",
                  "No colon here",
                  ": no name",
                  "X-\u0001: a",
                  "X-Long: " + "y".repeat(20_000)));
      headers.put("\u0000frame", fault);
      return "frame " + fault.substring(0, Math.min(30, fault.length()));
    }

    byte[] bytes(Somebody who) {
      String path = operation.path();
      for (Map.Entry<String, String> one : inPath.entrySet()) {
        path = path.replace("{" + one.getKey() + "}", one.getValue());
      }
      byte[] sent =
          ownBody ? body : operation.body().isPresent() ? bytes(fields.toString()) : new byte[0];
      StringBuilder head = new StringBuilder();
      head.append(method)
          .append(" /api/v1")
          .append(path)
          .append(query.isEmpty() ? "" : query.stream().collect(Collectors.joining("&", "?", "")))
          .append(" HTTP/1.1\r\n");
      if (!who.token().isEmpty()) {
        headers.putIfAbsent("Authorization", "Bearer " + who.token());
      }
      String frame = headers.remove("\u0000frame");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      if (frame != null) {
        head.append(frame).append("\r\n");
      }
      if (frame == null || !frame.contains("Content-Length")) {
        head.append("Content-Length: ").append(sent.length).append("\r\n");
      }
      head.append("\r\n");
      return concat(head.toString().getBytes(StandardCharsets.UTF_8), sent);
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] part : parts) {
        all.writeBytes(part);
      }
      return all.toByteArray();
    }
  }
}
