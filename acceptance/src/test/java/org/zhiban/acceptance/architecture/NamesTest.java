package org.zhiban.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.zhiban.acceptance.architecture.Product.CLASSES;

import org.junit.jupiter.api.Test;

/** Names are the field's terms. */
class NamesTest {

  /** {@code NoData} is a kind of alarm; every other "data" is a word for not knowing which. */
  @Test
  void noNameSaysNothing() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Utilities|Impl|Info|(?<!No)Data)")
        .because("such a name says that the thing has not been understood")
        .check(CLASSES);
  }
}
