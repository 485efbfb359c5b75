package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.notification.Notice;

/**
 * The JSON of columns that are never searched. Moments are milliseconds, like in the other columns;
 * a number that is not one is written as the token {@code NaN}, so that it comes back as a number.
 * Fields of a later version are passed over.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .addMixIn(Suppression.class, SuppressionKinds.class)
          .addMixIn(Notice.Subject.class, Subjects.class)
          .build();

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be stored: " + value, e);
    }
  }

  static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored by another version, or damaged: " + json, e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Suppression.None.class, name = "none"),
    @JsonSubTypes.Type(value = Suppression.Shelved.class, name = "shelved"),
    @JsonSubTypes.Type(value = Suppression.ByDesign.class, name = "by_design"),
    @JsonSubTypes.Type(value = Suppression.OutOfService.class, name = "out_of_service")
  })
  private interface SuppressionKinds {}

  /** Told apart by what they say: those of alarms are from before there were others. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(Notice.OfAlarm.class),
    @JsonSubTypes.Type(Notice.OfOrder.class)
  })
  private interface Subjects {}

  private Json() {}
}
