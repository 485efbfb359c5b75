package org.zhiban.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void withoutWordsEverythingIsMeasuredQuickly() {
    assertThat(Arguments.of(List.of()))
        .contains(
            new Arguments(
                Scale.QUICK, Set.of(Group.values()), Path.of("benchmarks/target/figures.json")));
  }

  @Test
  void groupsScaleAndFileCanBeNamed() {
    assertThat(Arguments.of(List.of("rules", "full", "--json", "f.json", "orders")))
        .contains(new Arguments(Scale.FULL, Set.of(Group.RULES, Group.ORDERS), Path.of("f.json")));
  }

  @Test
  void anythingElseIsRefused() {
    assertThat(Arguments.of(List.of("fast"))).isEmpty();
    assertThat(Arguments.of(List.of("--json"))).isEmpty();
  }
}
