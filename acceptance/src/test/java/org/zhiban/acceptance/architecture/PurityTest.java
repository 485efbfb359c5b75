package org.zhiban.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.zhiban.acceptance.architecture.Product.CLASSES;
import static org.zhiban.acceptance.architecture.Product.COMMAND_LINE;
import static org.zhiban.acceptance.architecture.Product.DRIVERS;
import static org.zhiban.acceptance.architecture.Product.MODEL;
import static org.zhiban.acceptance.architecture.Product.RULES;
import static org.zhiban.acceptance.architecture.Product.SIMULATORS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * Decisions take state and time and give state and events: no I/O, no clock, no thread, no chance.
 */
class PurityTest {

  @Test
  void rulesAndModelDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(RULES, MODEL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.sql..", "org.slf4j..")
        .orShould()
        .dependOnClassesThat(
            resideInAPackage("java.nio..").and(not(resideInAPackage("java.nio.charset"))))
        .orShould()
        .dependOnClassesThat(resideInAPackage("java.net..").and(not(simpleNameEndingWith("coder"))))
        .because("they decide; a charset and a URL encoder do nothing but turn text into text")
        .check(CLASSES);
  }

  /** A concurrent map may keep what is expensive to make and never changes, such as a checker. */
  @Test
  void rulesAndModelStartNoThreadAndHoldNoLock() {
    noClasses()
        .that()
        .resideInAnyPackage(RULES, MODEL)
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.util.concurrent..").and(not(type(ConcurrentHashMap.class))))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Timer.class)
        .check(CLASSES);
  }

  @Test
  void rulesAndModelAskNoClockAndNoDice() {
    noClasses()
        .that()
        .resideInAnyPackage(RULES, MODEL)
        .should()
        .callMethodWhere(
            readsAClock().or(calls(System.class, "nanoTime")).or(startsAClock()).or(throwsDice()))
        .check(CLASSES);
  }

  @Test
  void timeIsInjectedEverywhere() {
    noClasses()
        .should()
        .callMethodWhere(readsAClock())
        .because("an InstantSource is handed in, so that tests leap instead of waiting")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineTakesTheMachinesClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage(COMMAND_LINE)
        .should()
        .callMethodWhere(startsAClock())
        .because("a process is given its clock where it starts, and hands it on")
        .check(CLASSES);
  }

  @Test
  void nothingLeansOnTheZoneOrTheLanguageOfTheMachine() {
    noClasses()
        .should()
        .callMethodWhere(
            calls(java.time.ZoneId.class, "systemDefault")
                .or(calls(java.util.TimeZone.class, "getDefault"))
                .or(calls(java.util.Locale.class, "getDefault")))
        .because("a site says its zone, and a reader his language")
        .check(CLASSES);
  }

  @Test
  void onlyTheGatewaySpeaksOnTheTerminal() {
    noClasses()
        .that()
        .resideInAnyPackage(MODEL, RULES, DRIVERS, SIMULATORS)
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  /** {@code now()} of any type of java.time without a clock, and the milliseconds of the system. */
  private static DescribedPredicate<JavaCall<?>> readsAClock() {
    DescribedPredicate<JavaCall<?>> now =
        target(owner(resideInAPackage("java.time..")))
            .and(target(name("now")))
            .and(DescribedPredicate.describe("without a clock", PurityTest::takesNoClock));
    return now.or(calls(System.class, "currentTimeMillis")).as("reads the clock of the machine");
  }

  private static boolean takesNoClock(JavaCall<?> call) {
    return call.getTarget().getRawParameterTypes().stream()
        .noneMatch(type -> type.isAssignableTo(java.time.Clock.class));
  }

  private static DescribedPredicate<JavaCall<?>> startsAClock() {
    return calls(java.time.InstantSource.class, "system")
        .or(
            target(owner(resideInAPackage("java.time")))
                .and(target(nameMatching("system(UTC|DefaultZone)?|tick(Millis|Seconds|Minutes)?")))
                .as("takes the clock of the machine"));
  }

  private static DescribedPredicate<JavaCall<?>> throwsDice() {
    return calls(Math.class, "random")
        .or(calls(java.util.UUID.class, "randomUUID"))
        .or(calls(java.util.concurrent.ThreadLocalRandom.class, "current"));
  }

  private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String method) {
    DescribedPredicate<AccessTarget> named =
        DescribedPredicate.describe(
            type.getSimpleName() + "." + method,
            access -> access.getOwner().isEquivalentTo(type) && access.getName().equals(method));
    return target(named).forSubtype();
  }
}
