package org.zhiban.gateway.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that no test can start here, played by their answers. */
class PostgresPromisesTest {
  private static final String NAME = "the database zhiban at db.example";

  private static Connection server(Map<String, String> different) {
    Map<String, String> answers =
        new HashMap<>(
            Map.of(
                "server_version_num", "180006",
                "server_version", "18.6",
                "server_encoding", "UTF8",
                "pg_is_in_recovery", "f",
                "synchronous_commit", "on",
                "fsync", "on"));
    answers.putAll(different);
    Statement statement =
        played(
            Statement.class,
            Map.of(),
            question ->
                played(
                    ResultSet.class,
                    Map.of("next", true, "getString", answer(answers, question)),
                    _ -> ""));
    return played(Connection.class, Map.of("createStatement", statement), _ -> "");
  }

  private static String answer(Map<String, String> answers, String question) {
    return answers.entrySet().stream()
        .filter(
            known ->
                question.contains("'" + known.getKey() + "'")
                    || asksItself(known.getKey(), question))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("an unforeseen question: " + question));
  }

  private static boolean asksItself(String function, String question) {
    return question.contains(function + "()");
  }

  private interface Question {
    Object asked(String text);
  }

  /** Answers by the name of the method; {@code executeQuery} by its question. */
  private static <T> T played(Class<T> part, Map<String, Object> answers, Question questions) {
    return part.cast(
        Proxy.newProxyInstance(
            part.getClassLoader(),
            new Class<?>[] {part},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "executeQuery" -> questions.asked(String.valueOf(arguments[0]));
                  case "execute" -> true;
                  case "close" -> null;
                  default -> answers.get(method.getName());
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "server_version_num, 130022, it takes 14 or later",
    "server_encoding, SQL_ASCII, it must be UTF8",
    "pg_is_in_recovery, t, Name the primary server",
    "fsync, off, cannot be kept safely: fsync is off",
    "synchronous_commit, off, cannot be kept safely: synchronous_commit is off"
  })
  void whatAServerLacksIsNamedWithAWayOn(String setting, String value, String words) {
    assertThatThrownBy(() -> PostgresPromises.require(server(Map.of(setting, value)), NAME, true))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageStartingWith(NAME)
        .hasMessageContaining(words);
  }

  @Test
  void aServerAsItShouldBeIsTaken() throws SQLException {
    PostgresPromises.require(server(Map.of()), NAME, true);
    org.assertj.core.api.Assertions.assertThat(
            catchThrowable(
                () -> PostgresPromises.require(server(Map.of("fsync", "off")), NAME, false)))
        .as("who only reads does not mind")
        .isNull();
  }
}
