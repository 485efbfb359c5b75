package org.zhiban.simulators.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An answer; a missing body means none. */
record Reply(int status, JsonNode body) {
  static Reply ok(JsonNode body) {
    return new Reply(200, body);
  }

  static Reply noContent() {
    return new Reply(204, MissingNode.getInstance());
  }
}
