package org.zhiban.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The language: CEL without macros, so that every expression ends. */
final class Cel {
  static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableReservedIds(false)
          .maxExpressionCodePointSize(10_000)
          .build();

  private static final CelCompiler PARSER = builder().build();

  /** Checkers by the types of their variables: the same few serve all equipment of a template. */
  private static final Map<String, CelCompiler> CHECKERS = new ConcurrentHashMap<>();

  static CelValidationResult parse(String text) {
    return PARSER.parse(text);
  }

  static CelValidationResult check(CelAbstractSyntaxTree parsed, List<Slot> slots) {
    String types = slots.stream().map(s -> s.type().cel().name()).collect(Collectors.joining(","));
    return CHECKERS.computeIfAbsent(types, _ -> checker(slots)).check(parsed);
  }

  private static CelCompiler checker(List<Slot> slots) {
    CelCompilerBuilder builder = builder().setResultType(SimpleType.BOOL);
    for (int index = 0; index < slots.size(); index++) {
      ValueType type = slots.get(index).type();
      builder.addVar(Resolver.slotName(index, type), type.cel());
    }
    return builder.build();
  }

  private static CelCompilerBuilder builder() {
    return CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS);
  }

  private Cel() {}
}
