package org.zhiban.gateway.storage;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where a PostgreSQL database is and how to sign in. What it says of itself names host and
 * database, and never holds the password.
 */
public final class PostgresAddress {
  private static final Pattern FORM =
      Pattern.compile("(jdbc:postgresql://([^\\s/?@]+)/([^\\s/?]+))(\\?\\S*)?");

  private final String bare;
  private final String words;
  private final Properties given;

  private PostgresAddress(String bare, String words, Properties given) {
    this.bare = bare;
    this.words = words;
    this.given = given;
  }

  /**
   * Reads {@code jdbc:postgresql://HOST[:PORT]/DATABASE?user=...&password=...}; what else the
   * driver takes may follow.
   *
   * @throws StoreUnavailableException where the text is no such address; it is not repeated
   */
  public static PostgresAddress of(String url) {
    Matcher form = FORM.matcher(url);
    @Nullable Properties read = form.matches() ? Driver.parseURL(url, null) : null;
    if (read == null) {
      throw new StoreUnavailableException(
          "The address of the database cannot be read. Write it like"
              + " jdbc:postgresql://host/zhiban?user=zhiban&password=${env:PG_PASSWORD}");
    }
    return new PostgresAddress(form.group(1), form.group(3) + " at " + form.group(2), read);
  }

  /** The address without user, password and settings. */
  String bare() {
    return bare;
  }

  /** Who signs in; without a user in the address, the driver's own choice. */
  String user() {
    String user = PGProperty.USER.getOrDefault(given);
    return user == null ? System.getProperty("user.name", "") : user;
  }

  /** A copy of what the address sets. */
  Properties settings() {
    Properties settings = new Properties();
    given
        .stringPropertyNames()
        .forEach(name -> settings.setProperty(name, given.getProperty(name)));
    return settings;
  }

  /** For people: {@code zhiban at db.example:5432}. */
  @Override
  public String toString() {
    return words;
  }
}
