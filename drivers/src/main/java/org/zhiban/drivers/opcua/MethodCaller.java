package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.drivers.opcua.MethodSignatures.Known;
import org.zhiban.model.site.PointSource.Argument;

/**
 * Calls methods by the Call service (OPC 10000-4, 5.11.2), each once: a call that nobody answered
 * may have been carried out. Arguments travel in the types that the server declares.
 */
final class MethodCaller {
  private final ServerConnection server;
  private final MethodSignatures signatures;

  MethodCaller(ServerConnection server) {
    this.server = server;
    this.signatures = new MethodSignatures(server);
  }

  WriteOutcome call(MethodPoint point, double value) throws InterruptedException {
    Optional<NodeId> object = server.resolve(point.object());
    Optional<NodeId> method = server.resolve(point.method());
    if (object.isEmpty() || method.isEmpty()) {
      return new WriteOutcome.Refused(point.name() + ": the server does not know the namespace");
    }
    if (!point.takesValue() && value == 0) {
      return unfit(point, "only true calls it");
    }
    Known known;
    try {
      known = signatures.of(method.get());
    } catch (ServerException e) {
      return new WriteOutcome.NotSent(e.words());
    }
    return switch (known) {
      case Known.None(String words) -> new WriteOutcome.Refused(point.name() + ": " + words);
      case Known.Method(List<MethodArgument> inputs) ->
          call(point, value, object.get(), method.get(), inputs);
    };
  }

  private WriteOutcome call(
      MethodPoint point, double value, NodeId object, NodeId method, List<MethodArgument> inputs)
      throws InterruptedException {
    if (inputs.size() != point.arguments().size()) {
      return unfit(
          point,
          "it takes "
              + (inputs.isEmpty() ? "no arguments" : words(inputs))
              + "; the site gives "
              + point.arguments().size());
    }
    List<Variant> sent = new ArrayList<>();
    for (int place = 0; place < inputs.size(); place++) {
      MethodArgument input = inputs.get(place);
      Argument given = point.arguments().get(place);
      Optional<Object> encoded = ArgumentEncoding.of(input, given, point.point().spec(), value);
      if (encoded.isEmpty()) {
        return unfit(
            point, ArgumentEncoding.said(given, value) + " does not fit argument " + input.words());
      }
      sent.add(new Variant(encoded.get()));
    }
    try {
      return server
          .call(new CallMethodRequest(object, method, sent.toArray(new Variant[0])))
          .map(result -> outcome(point, result, inputs))
          .orElseGet(
              () ->
                  new WriteOutcome.Unknown(point.name() + ": the server's answer holds no result"));
    } catch (ServerException e) {
      return new WriteOutcome.Unknown(e.words());
    }
  }

  private static WriteOutcome outcome(
      MethodPoint point, CallMethodResult result, List<MethodArgument> inputs) {
    StatusCode status = result.getStatusCode();
    if (!status.isBad()) {
      return new WriteOutcome.Written();
    }
    String words = point.name() + ": the server answered " + NodeReading.words(status);
    long code = status.value() & 0xFFFF0000L;
    return code == StatusCodes.Bad_Timeout || code == StatusCodes.Bad_RequestTimeout
        ? new WriteOutcome.Unknown(words)
        : new WriteOutcome.Refused(words + meaning(code) + arguments(result, inputs));
  }

  private static String meaning(long code) {
    if (code == StatusCodes.Bad_UserAccessDenied) {
      return ": the connection's user may not call it";
    }
    if (code == StatusCodes.Bad_MethodInvalid) {
      return ": the object has no such method";
    }
    if (code == StatusCodes.Bad_NodeIdUnknown || code == StatusCodes.Bad_NodeIdInvalid) {
      return ": it does not know the object or the method";
    }
    if (code == StatusCodes.Bad_NotExecutable) {
      return ": the method cannot be called at present";
    }
    if (code == StatusCodes.Bad_InvalidState) {
      return ": not in the state in which the object is";
    }
    return code == StatusCodes.Bad_InvalidArgument ? ": it does not take these arguments" : "";
  }

  private static String arguments(CallMethodResult result, List<MethodArgument> inputs) {
    StatusCode[] results = result.getInputArgumentResults();
    StringJoiner words = new StringJoiner(", ", "; ", "").setEmptyValue("");
    if (results != null) {
      for (int place = 0; place < Math.min(results.length, inputs.size()); place++) {
        if (results[place].isBad()) {
          words.add(inputs.get(place).words() + ": " + NodeReading.words(results[place]));
        }
      }
    }
    return words.toString();
  }

  private static String words(List<MethodArgument> inputs) {
    StringJoiner words = new StringJoiner(", ", "(", ")");
    inputs.forEach(input -> words.add(input.words()));
    return words.toString();
  }

  private static WriteOutcome unfit(MethodPoint point, String why) {
    return new WriteOutcome.Unfit(point.name() + ": " + why);
  }
}
