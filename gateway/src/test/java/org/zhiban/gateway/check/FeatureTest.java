package org.zhiban.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.gateway.config.ExampleSite;

/** What is said not to act does not act. */
class FeatureTest {
  static List<Feature> features() {
    return Feature.NOT_ACTING;
  }

  @ParameterizedTest
  @MethodSource("features")
  void aFeatureNamesAnAccessorThatExists(Feature feature) {
    assertThat(Arrays.stream(feature.owner().getRecordComponents()).map(part -> part.getName()))
        .contains(feature.accessor());
  }

  /** When this fails, something began to act: take its line out of the list. */
  @ParameterizedTest
  @MethodSource("features")
  void nothingThatRunsAsksForIt(Feature feature) {
    Map<String, String> callers = new TreeMap<>();
    for (ClassReferences reference : ClassReferences.ofRunningClasses()) {
      if (reference.calls(feature.owner(), feature.accessor())) {
        callers.put(reference.name(), feature.key());
      }
    }

    assertThat(callers).isEmpty();
  }

  @Test
  void theExampleUsesWhatDoesNotActYet() {
    assertThat(Feature.notActing(ExampleSite.whole().site()))
        .contains("service.handover_at")
        .doesNotContain("patrols", "certificates", "database", "notify.routes", "notify.channels");
  }
}
