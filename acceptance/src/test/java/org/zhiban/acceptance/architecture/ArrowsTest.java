package org.zhiban.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.acceptance.architecture.Product.CLASSES;
import static org.zhiban.acceptance.architecture.Product.COMMAND_LINE;
import static org.zhiban.acceptance.architecture.Product.DRIVERS;
import static org.zhiban.acceptance.architecture.Product.GATEWAY;
import static org.zhiban.acceptance.architecture.Product.MODEL;
import static org.zhiban.acceptance.architecture.Product.RULES;
import static org.zhiban.acceptance.architecture.Product.SIMULATORS;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gateway -> drivers -> model; gateway -> rules -> model; simulators -> model. */
class ArrowsTest {

  /** A rule over classes that were not found would hold of anything. */
  @ParameterizedTest
  @ValueSource(strings = {"model", "drivers", "rules", "simulators", "gateway"})
  void everyModuleIsSeen(String module) {
    assertThat(CLASSES).extracting(JavaClass::getPackageName).contains("org.zhiban." + module);
  }

  @Test
  void theModelStandsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(MODEL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(MODEL, "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void rulesKnowTheModelAndTheirTwoLanguagesAlone() {
    classes()
        .that()
        .resideInAPackage(RULES)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            RULES, MODEL, "java..", "org.jspecify..", "dev.cel..", "com.google..", "org.dmfs..")
        .because(
            "CEL (with its Guava and Protobuf types) and RFC 5545 recurrences are all they need")
        .check(CLASSES);
  }

  @Test
  void driversKnowNoOtherRoom() {
    noClasses()
        .that()
        .resideInAPackage(DRIVERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(RULES, SIMULATORS, GATEWAY)
        .check(CLASSES);
  }

  @Test
  void simulatorsKnowTheModelAtMost() {
    noClasses()
        .that()
        .resideInAPackage(SIMULATORS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DRIVERS, RULES, GATEWAY)
        .check(CLASSES);
  }

  @Test
  void simulatorsShareNoCodecWithDrivers() {
    noClasses()
        .that()
        .resideInAPackage(SIMULATORS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.ghgande..", "org.eclipse.paho..", "org.eclipse.milo.opcua.sdk.client..")
        .because("a decoding mistake on both sides would cancel itself out")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(DRIVERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.digitalpetri.modbus..",
            "org.apache.activemq..",
            "org.eclipse.milo.opcua.sdk.server..")
        .because("a decoding mistake on both sides would cancel itself out")
        .check(CLASSES);
  }

  @Test
  void onlyTheGatewayUsesVertx() {
    noClasses()
        .that()
        .resideOutsideOfPackage(GATEWAY)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsTheSimulators() {
    noClasses()
        .that()
        .resideInAPackage(GATEWAY)
        .and()
        .resideOutsideOfPackage(COMMAND_LINE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SIMULATORS)
        .because(
            "the gateway cannot tell a twin from a device; only `demo` and `--simulated` start"
                + " twins")
        .check(CLASSES);
  }

  @Test
  void onlyTheGatewayKeepsAndForwards() {
    noClasses()
        .that()
        .resideOutsideOfPackage(GATEWAY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.sqlite..",
            "org.postgresql..",
            "org.jdbi..",
            "org.flywaydb..",
            "com.influxdb..")
        .check(CLASSES);
  }

  /**
   * The root of a module is left out: it holds the port that its folders implement and the line of
   * registration that names them.
   */
  @Test
  void theFoldersOfAModuleFormNoCycle() {
    slices().matching("org.zhiban.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
